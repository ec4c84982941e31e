import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type ListQuery, type Page, pageOf } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed } from '@/lib/infra/db/paged';
import { withReport } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ItemEvidence, ItemSummary } from './contract';
import {
  type ItemPageRow,
  type ItemRow,
  type OptionCountRow,
  type RollupRow,
  toItemEvidence,
  toItemSummaries,
} from './mappers';

const ITEMS_PER_PAGE = 50;

/**
 * The assignments whose roll-ups count for a cohort: those given to the cohort, and those given to one of its people alone.
 * The latter belong to no other group, and leaving them out would hide practice that a learner was sent. Empty for
 * an instructor who isn't on the staff of the cohort.
 */
function cohortAssignments(scope: TenantScope, cohortId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT a.organisation_id, a.assignment_id AS id FROM app.cohort_assignment a
    WHERE a.organisation_id = ${scope.organisationId}::uuid AND a.cohort_id = ${cohortId}::uuid
      AND ${isLookedAfter(scope, cohortId)}`;
}

function isLookedAfter(scope: TenantScope, cohortId: string): Prisma.Sql {
  const { actor } = scope;
  // Whoever may see evidence of a cohort that they don't staff sees that of all of them.
  if (actor.kind === 'system' || can(actor, 'evidence:read', { staffed: false })) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM cohort_staff s WHERE s.organisation_id = ${scope.organisationId}::uuid
      AND s.cohort_id = ${cohortId}::uuid AND s.membership_id = ${actor.membershipId}::uuid)`;
}

/**
 * The key by which answers to a version are counted: its own, or the one that a correction ruled, with whatever else counts as
 * right since. For a query whose version is `v` with the key `k`.
 */
const EFFECTIVE_KEY = Prisma.sql`
  LEFT JOIN key_ruling u ON u.organisation_id = v.organisation_id AND u.item_version_id = v.id
  LEFT JOIN item_key uk ON uk.organisation_id = u.organisation_id AND uk.item_version_id = u.key_version_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN u.item_version_id IS NULL THEN k.option_ids WHEN u.full_credit THEN uk.option_ids
                ELSE ARRAY(SELECT DISTINCT o::uuid FROM unnest(u.accepted_keys) a, string_to_table(a, ',') o) END AS key_ids,
           coalesce(uk.rationales, k.rationales) AS rationales,
           CASE WHEN u.item_version_id IS NULL THEN 'own' WHEN u.full_credit THEN 'full_credit' ELSE 'corrected' END
             AS counted_by) e`;

/**
 * A part of the items of a topic that a search finds, with their analysis in one cohort. Its order follows from the analysis of all of
 * them. One round trip.
 */
export async function listItemSummaries(
  scope: TenantScope,
  cohortId: string,
  topicId: string,
  query: ListQuery,
): Promise<Page<ItemSummary>> {
  const items = await withReport(
    scope,
    (db) => db.$queryRaw<ItemRow[]>`
      WITH given AS (${cohortAssignments(scope, cohortId)}),
           version AS (
             SELECT v.id, v.item_id FROM item i
             JOIN item_version v ON v.organisation_id = i.organisation_id AND v.item_id = i.id
             WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.topic_id = ${topicId}::uuid),
           met AS (
             SELECT v.item_id, jsonb_agg(to_jsonb(r)) AS rollups,
                    CASE WHEN count(DISTINCT v.id) = 1 THEN min(v.id::text)::uuid END AS only_version_id
             FROM given a
             JOIN item_rollup r ON r.organisation_id = a.organisation_id AND r.assignment_id = a.id
             JOIN version v ON v.id = r.item_version_id
             GROUP BY v.item_id),
           chosen AS (
             SELECT o.item_id, jsonb_object_agg(o.option_id, o.chosen) AS chosen FROM (
               SELECT v.item_id, r.option_id, sum(r.first_chosen) AS chosen
               FROM given a
               JOIN option_rollup r ON r.organisation_id = a.organisation_id AND r.assignment_id = a.id
               JOIN version v ON v.id = r.item_version_id
               GROUP BY v.item_id, r.option_id) o
             GROUP BY o.item_id)
      SELECT i.id AS item_id, v.title, v.stem, i.state = 'live' AS is_live, v.options, e.key_ids, e.counted_by,
             coalesce(m.rollups, '[]'::jsonb) AS rollups, coalesce(c.chosen, '{}'::jsonb) AS chosen
      FROM item i
      LEFT JOIN met m ON m.item_id = i.id
      -- A corrected key is a new version that nobody has answered yet: what was answered is told by its own options.
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = coalesce(m.only_version_id, i.current_version_id)
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      ${EFFECTIVE_KEY}
      LEFT JOIN chosen c ON c.item_id = i.id
      WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.topic_id = ${topicId}::uuid
        AND (i.state = 'live' OR m.item_id IS NOT NULL)
        AND ${isNamed(Prisma.sql`v.title || ' ' || v.search_text`, query)}
      ORDER BY i.bank_id, i.position, i.id`,
  );
  return pageOf(toItemSummaries(items), query.page, ITEMS_PER_PAGE);
}

/**
 * One item in one cohort, its versions apart. Three round trips; null for an item that doesn't exist, a cohort that the actor
 * doesn't look after, and a version that the item doesn't have.
 */
export async function findItemEvidence(
  scope: TenantScope,
  cohortId: string,
  itemId: string,
  version: number | undefined,
): Promise<ItemEvidence | null> {
  const ofItem = Prisma.sql`
    SELECT v.id FROM item_version v
    WHERE v.organisation_id = ${scope.organisationId}::uuid AND v.item_id = ${itemId}::uuid`;
  const [pages, rollups, options] = await Promise.all([
    withReport(
      scope,
      (db) => db.$queryRaw<ItemPageRow[]>`
        SELECT c.id AS cohort_id, c.name AS cohort_name, i.id AS item_id, i.state = 'live' AS is_live, b.name AS bank_name,
               t.id AS topic_id, t.name AS topic_name, v.id AS item_version_id, v.version, v.created_at,
               v.id = i.current_version_id AS is_current,
               EXISTS (SELECT 1 FROM key_correction_item d
                       WHERE d.organisation_id = v.organisation_id AND d.to_version_id = v.id) AS is_correction, v.title, v.stem, v.options, e.key_ids, e.rationales, e.counted_by,
               x.title AS stimulus_title, x.body AS stimulus_body
        FROM cohort c
        JOIN item i ON i.organisation_id = c.organisation_id AND i.id = ${itemId}::uuid
        JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
        LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
        JOIN item_version v ON v.organisation_id = i.organisation_id AND v.item_id = i.id
        JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
        ${EFFECTIVE_KEY}
        LEFT JOIN stimulus_version x ON x.organisation_id = v.organisation_id AND x.id = v.stimulus_version_id
        WHERE c.organisation_id = ${scope.organisationId}::uuid AND c.id = ${cohortId}::uuid
          AND ${isLookedAfter(scope, cohortId)}
        ORDER BY v.version DESC`,
    ),
    withReport(
      scope,
      (db) => db.$queryRaw<RollupRow[]>`
        WITH given AS (${cohortAssignments(scope, cohortId)}), version AS (${ofItem})
        SELECT r.item_version_id, r.first_count, r.first_correct, r.first_omitted,
               r.repeat_count, r.repeat_omitted, r.not_reached, r.rest_sum::float8, r.rest_square_sum::float8, r.correct_rest_sum::float8
        FROM given a
        JOIN item_rollup r ON r.organisation_id = a.organisation_id AND r.assignment_id = a.id
        JOIN version v ON v.id = r.item_version_id`,
    ),
    withReport(
      scope,
      (db) => db.$queryRaw<OptionCountRow[]>`
        WITH given AS (${cohortAssignments(scope, cohortId)}), version AS (${ofItem})
        SELECT r.item_version_id, r.option_id, sum(r.first_chosen)::int AS chosen
        FROM given a
        JOIN option_rollup r ON r.organisation_id = a.organisation_id AND r.assignment_id = a.id
        JOIN version v ON v.id = r.item_version_id
        GROUP BY r.item_version_id, r.option_id`,
    ),
  ]);
  return toItemEvidence(pages, rollups, options, version);
}
