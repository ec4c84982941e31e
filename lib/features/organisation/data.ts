import 'server-only';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { OverviewView, SettingsView } from './contract';
import {
  type CountsRecord,
  type GapRecord,
  type ImportRecord,
  toGaps,
  toRecentImport,
  toSettings,
} from './mappers';

/** What came in and what needs a decision, in three round trips. Counts items and people, never responses. */
export async function findOverview(scope: TenantScope): Promise<OverviewView> {
  const [counted, imports, gaps] = await Promise.all([
    countOverview(scope),
    listRecentImports(scope),
    listGaps(scope),
  ]);
  return {
    counts: counted.counts,
    bankToSort: counted.bank_to_sort,
    imports: imports.map(toRecentImport),
    gaps: toGaps(gaps),
    gapTotal: gaps[0]?.total ?? 0,
  };
}

async function countOverview(scope: TenantScope): Promise<CountsRecord> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<CountsRecord[]>`
      WITH live_bank AS (SELECT * FROM bank WHERE organisation_id = ${scope.organisationId}::uuid AND archived_at IS NULL),
           live_item AS (SELECT i.* FROM item i JOIN live_bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
                         WHERE i.state = 'live'),
           member AS (SELECT * FROM membership WHERE organisation_id = ${scope.organisationId}::uuid AND removed_at IS NULL),
           live_cohort AS (SELECT * FROM cohort WHERE organisation_id = ${scope.organisationId}::uuid AND archived_at IS NULL)
      SELECT jsonb_build_object(
          'bank', (SELECT count(*) FROM live_bank),
          'item', (SELECT count(*) FROM live_item),
          'person', (SELECT count(*) FROM member),
          'cohort', (SELECT count(*) FROM live_cohort),
          'certification', (SELECT count(*) FROM certification WHERE organisation_id = ${scope.organisationId}::uuid),
          'openReport', (SELECT count(*) FROM problem_report
              WHERE organisation_id = ${scope.organisationId}::uuid AND state = 'open'),
          'importDraft', (SELECT count(*) FROM import_draft WHERE organisation_id = ${scope.organisationId}::uuid),
          'itemInReview', (SELECT count(*) FROM item i
              JOIN live_bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id WHERE i.state = 'in_review'),
          'itemWithoutTopic', (SELECT count(*) FROM live_item WHERE topic_id IS NULL),
          'learnerWithoutCohort', (SELECT count(*) FROM member m WHERE m.role = 'learner' AND NOT EXISTS (
              SELECT 1 FROM hr.cohort_member e JOIN live_cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
              WHERE e.organisation_id = m.organisation_id AND e.membership_id = m.id AND e.left_at IS NULL)),
          'invited', (SELECT count(*) FROM member WHERE joined_at IS NULL),
          'invitationEnded', (SELECT count(*) FROM member
              WHERE joined_at IS NULL AND (invited_until IS NULL OR invited_until <= now())),
          'cohortWithoutStaff', (SELECT count(*) FROM live_cohort c WHERE NOT EXISTS (
              SELECT 1 FROM cohort_staff s JOIN member m ON m.organisation_id = s.organisation_id AND m.id = s.membership_id
              WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id))) AS counts,
        (SELECT jsonb_build_object('id', b.id, 'name', b.name) FROM live_bank b
         JOIN live_item i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id AND i.topic_id IS NULL
         GROUP BY b.id, b.name ORDER BY count(*) DESC, b.name LIMIT 1) AS bank_to_sort`,
  );
  if (!row) throw new Error('Counting gave no row');
  return row;
}

const listRecentImports = (scope: TenantScope) =>
  withTenant(
    scope,
    (db) => db.$queryRaw<ImportRecord[]>`
      SELECT i.id, i.source_name, coalesce(b.name, i.bank_name) AS bank_name, ${personLabel(scope, 'm')} AS imported_by, i.created_at, i.state = 'undone' AS undone,
             (coalesce((i.counts->>'created')::int, 0) + coalesce((i.counts->>'changed')::int, 0)) AS item_count
      FROM import i
      -- An undo takes the bank back that the import had made.
      LEFT JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
      JOIN membership m ON m.organisation_id = i.organisation_id AND m.id = i.imported_by_id
      WHERE i.organisation_id = ${scope.organisationId}::uuid
      ORDER BY i.created_at DESC, i.id DESC LIMIT 5`,
  );

/** How many certifications with gaps the overview names; it says how many more there are. */
const GAPS_NAMED = 10;

/** Domains of each certification's newest blueprint for which there isn't one item in use, by any path of topics. */
const listGaps = (scope: TenantScope) =>
  withTenant(
    scope,
    (db) => db.$queryRaw<GapRecord[]>`
      WITH gap AS MATERIALIZED (
        SELECT c.id AS certification_id, c.name AS certification_name, d.name AS domain_name,
               d.weight_percent::float AS weight_percent, d.position,
               dense_rank() OVER (ORDER BY c.name, c.id)::int AS place
        FROM certification c
        JOIN LATERAL (SELECT v.id FROM blueprint_version v
                      WHERE v.organisation_id = c.organisation_id AND v.certification_id = c.id
                      ORDER BY v.version DESC LIMIT 1) newest ON true
        JOIN blueprint_domain d ON d.organisation_id = c.organisation_id AND d.blueprint_version_id = newest.id
        WHERE c.organisation_id = ${scope.organisationId}::uuid AND NOT EXISTS (
          SELECT 1 FROM topic_domain td
          JOIN item i ON i.organisation_id = td.organisation_id AND i.topic_id = td.topic_id AND i.state = 'live'
          JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id AND b.archived_at IS NULL
            AND (b.certification_id = c.id OR b.certification_id IS NULL)
          WHERE td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id))
      SELECT certification_id, certification_name, domain_name, weight_percent, (SELECT max(place) FROM gap)::int AS total
      FROM gap WHERE place <= ${GAPS_NAMED} ORDER BY place, weight_percent DESC, position`,
  );

/** What an owner decided for the whole organisation. One round trip. */
export async function findSettings(scope: TenantScope): Promise<SettingsView> {
  const row = await withTenant(scope, (db) =>
    db.organisation.findFirst({
      where: { id: scope.organisationId },
      select: {
        name: true,
        timeZone: true,
        defaultCutPercent: true,
        defaultFeedbackPolicy: true,
        defaultReleaseRule: true,
        defaultShuffleItems: true,
        defaultShuffleOptions: true,
      },
    }),
  );
  if (!row) throw new Error('The organisation of a scope has no row');
  return toSettings(row);
}
