import 'server-only';
import { type ListQuery, WHOLE_LIST } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { holdsWords, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import { asExamTaker, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import type {
  ChangedResult,
  ChangePreview,
  CorrectionRow,
  CorrectionView,
  GradeNotice,
  ImportKeyChanges,
  ItemKeyView,
  KeyChange,
} from './contract';
import {
  type CorrectionRecord,
  type ItemKeyRow,
  type KeyChangeRow,
  type KeyPairRow,
  type PreviewRow,
  toChangeRows,
  toCorrectionRow,
  toImportedKeyChange,
  toItemKeyView,
  toKeyPair,
  toPreview,
} from './mappers';

/** An item with the key of its current version. One round trip; null when there is none. */
export async function findItemKey(scope: TenantScope, itemId: string): Promise<ItemKeyView | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<ItemKeyRow[]>`
      SELECT i.id AS item_id, b.id AS bank_id, b.name AS bank_name, v.id AS version_id, v.version, v.title, v.stem, v.options,
        v.shuffle_locked, k.option_ids, k.rationales,
        (SELECT max(o.version) FROM item_version o
         WHERE o.organisation_id = i.organisation_id AND o.item_id = i.id)::int AS latest
      FROM item i
      JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.id = ${itemId}::uuid`,
  );
  return row ? toItemKeyView(row) : null;
}

/** A score under each policy, for a query whose graded attempts with their gains are `score`. */
const OUTCOMES = Prisma.sql`
  LATERAL (VALUES ('full_credit', s.full_credit), ('both_keys', s.both_keys), ('current_key', s.current_key),
          ('no_regrade', 0), ('chosen', s.chosen)) AS p(outcome, gain)
  CROSS JOIN LATERAL (SELECT app.is_pass(s.correct + p.gain, s.items, s.cut_percent) AS passed) q`;

/**
 * What changes of keys would do to everything that was answered so far, under each policy and under the policies that the
 * changes carry. Nothing is written. One round trip, however many answers.
 */
export async function previewKeyChanges(
  scope: TenantScope,
  changes: readonly KeyChange[],
): Promise<ChangePreview> {
  const org = Prisma.sql`${scope.organisationId}::uuid`;
  const rows = Prisma.sql`${toChangeRows(changes)}::jsonb`;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<PreviewRow[]>`
      WITH effect AS MATERIALIZED (SELECT e.* FROM app.correction_effects(${org}, ${rows}) e),
      gain AS (
        SELECT e.attempt_id, sum(e.full_credit::int - e.before::int)::int AS full_credit,
               sum(e.both_keys::int - e.before::int)::int AS both_keys,
               sum(e.current_key::int - e.before::int)::int AS current_key,
               sum(e.chosen::int - e.before::int)::int AS chosen
        FROM effect e GROUP BY e.attempt_id),
      score AS MATERIALIZED (
        SELECT a.id, a.number, a.membership_id, a.assignment_id, a.state = 'released' AS released, g.correct, g.items,
               x.name AS exam, x.cut_percent, app.is_pass(g.correct, g.items, x.cut_percent) AS passed,
               n.full_credit, n.both_keys, n.current_key, n.chosen
        FROM gain n
        JOIN attempt a ON a.organisation_id = ${org} AND a.id = n.attempt_id
        JOIN attempt_grade g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
        JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
        JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id),
      running AS MATERIALIZED (
        SELECT DISTINCT a.id, a.assignment_id
        FROM app.versions_to_rule(${org}, ${rows}) v
        JOIN app.form_use ai ON ai.organisation_id = ${org} AND ai.item_version_id = v.item_version_id
        JOIN attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
         AND a.state NOT IN ('graded', 'released', 'voided'))
      SELECT
        (SELECT count(*)::int FROM effect) AS graded,
        (SELECT count(*)::int FROM effect e WHERE NOT e.is_judged) AS "notJudged",
        (SELECT count(*)::int FROM running) AS running,
        (SELECT coalesce(jsonb_agg(o), '[]') FROM (
          SELECT p.outcome, count(*) FILTER (WHERE p.gain <> 0) AS results,
            count(DISTINCT s.membership_id) FILTER (WHERE p.gain <> 0) AS learners,
            count(*) FILTER (WHERE p.gain > 0) AS up, count(*) FILTER (WHERE p.gain < 0) AS down,
            count(*) FILTER (WHERE q.passed AND NOT s.passed) AS "nowPass",
            count(*) FILTER (WHERE s.passed AND NOT q.passed) AS "noLongerPass",
            count(*) FILTER (WHERE p.gain < 0 AND s.released) AS "releasedDown",
            (SELECT count(*) FROM effect e WHERE e.before <> CASE p.outcome
               WHEN 'full_credit' THEN e.full_credit WHEN 'both_keys' THEN e.both_keys
               WHEN 'current_key' THEN e.current_key WHEN 'chosen' THEN e.chosen ELSE e.before END) AS answers
          FROM score s CROSS JOIN ${OUTCOMES} GROUP BY p.outcome) o) AS outcomes,
        (SELECT coalesce(jsonb_agg(i), '[]') FROM (
          SELECT e.item_id AS "itemId", count(*) FILTER (WHERE e.full_credit <> e.before) AS full_credit,
            count(*) FILTER (WHERE e.both_keys <> e.before) AS both_keys,
            count(*) FILTER (WHERE e.current_key <> e.before) AS current_key
          FROM effect e GROUP BY e.item_id) i) AS "itemAnswers",
        (SELECT coalesce(jsonb_agg(c ORDER BY c.learner, c."attemptId"), '[]') FROM (
          SELECT s.id AS "attemptId", m.id AS "learnerId", m.email::text AS "learnerEmail", m.display_name AS learner, s.exam, s.number AS "attemptNumber", s.items, s.correct, s.passed,
            jsonb_object_agg(p.outcome, jsonb_build_object('correct', s.correct + p.gain, 'passed', q.passed)) AS after
          FROM score s
          JOIN membership m ON m.organisation_id = ${org} AND m.id = s.membership_id
          CROSS JOIN ${OUTCOMES}
          GROUP BY s.id, m.id, m.email, m.display_name, s.exam, s.number, s.items, s.correct, s.passed
          HAVING bool_or(q.passed <> s.passed)
          ORDER BY m.display_name, s.id) c) AS "passChanges",
        (SELECT coalesce(jsonb_agg(x ORDER BY x.exam, x."group"), '[]') FROM (
          SELECT t.assignment_id AS "assignmentId", x.name AS exam, coalesce(c.name, m.display_name) AS "group", t.graded, t.running
          FROM (SELECT u.assignment_id, sum(u.graded)::int AS graded, sum(u.running)::int AS running
                FROM (SELECT s.assignment_id, 1 AS graded, 0 AS running FROM score s
                      UNION ALL SELECT r.assignment_id, 0, 1 FROM running r) u
                GROUP BY u.assignment_id) t
          JOIN assignment s ON s.organisation_id = ${org} AND s.id = t.assignment_id
          JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
          LEFT JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
          LEFT JOIN membership m ON m.organisation_id = s.organisation_id AND m.id = s.membership_id
          ORDER BY x.name, s.id) x) AS exams`,
  );
  if (row === undefined) throw new Error('A preview is always one row');
  return toPreview(row, changes.length > 0 && changes.every(({ policy }) => policy !== null));
}

/** A version with its key as JSON, for a query that calls them so. */
const versionJson = (version: Prisma.Sql, key: Prisma.Sql): Prisma.Sql => Prisma.sql`
  jsonb_build_object('title', ${version}.title, 'stem', ${version}.stem, 'options', ${version}.options,
    'shuffle_locked', ${version}.shuffle_locked, 'option_ids', to_jsonb(${key}.option_ids), 'rationales', ${key}.rationales)`;

/** The keys that an import changed, option ids compared. One round trip; null when there is no such import. */
export async function findImportKeyChanges(
  scope: TenantScope,
  importId: string,
): Promise<ImportKeyChanges | null> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<{ sourceName: string; changes: KeyChangeRow[] }[]>`
      SELECT p.source_name AS "sourceName", (
        SELECT coalesce(jsonb_agg(c ORDER BY c.line, c."itemId"), '[]') FROM (
          SELECT v.item_id AS "itemId", v.title, v.source_number AS "sourceNumber", v.first_line AS line,
            b.version AS "fromVersion", v.version AS "toVersion",
            ${versionJson(Prisma.sql`b`, Prisma.sql`bk`)} AS before, ${versionJson(Prisma.sql`v`, Prisma.sql`vk`)} AS after,
            EXISTS (SELECT 1 FROM item_version o
                    JOIN app.form_use ai ON ai.organisation_id = o.organisation_id AND ai.item_version_id = o.id
                    WHERE o.organisation_id = v.organisation_id AND o.item_id = v.item_id AND o.version < v.version) AS "wasUsed",
            d.correction_id AS "correctionId",
            EXISTS (SELECT 1 FROM key_correction_item l
                    JOIN item_version n ON n.organisation_id = l.organisation_id AND n.id = l.to_version_id
                    WHERE l.organisation_id = v.organisation_id AND l.item_id = v.item_id AND n.version > v.version) AS superseded
          FROM item_version v
          JOIN item_key vk ON vk.organisation_id = v.organisation_id AND vk.item_version_id = v.id
          JOIN item_version b ON b.organisation_id = v.organisation_id AND b.item_id = v.item_id AND b.version = (
            SELECT max(e.version) FROM item_version e
            WHERE e.organisation_id = v.organisation_id AND e.item_id = v.item_id AND e.version < v.version)
          JOIN item_key bk ON bk.organisation_id = b.organisation_id AND bk.item_version_id = b.id
          LEFT JOIN key_correction_item d ON d.organisation_id = v.organisation_id AND d.to_version_id = v.id
          WHERE v.organisation_id = p.organisation_id AND v.import_id = p.id AND vk.option_ids <> bk.option_ids
          ORDER BY v.first_line, v.item_id) c) AS changes
      FROM import p WHERE p.organisation_id = ${scope.organisationId}::uuid AND p.id = ${importId}::uuid`,
  );
  return row ? { importId, sourceName: row.sourceName, changes: row.changes.map(toImportedKeyChange) } : null;
}

/** Keys and options of an item before and after a correction, for a query that joins KEY_PAIR_JOINS to `d`. */
const KEY_PAIR = Prisma.sql`
  ARRAY(SELECT o->>'id' FROM jsonb_array_elements(f.options) o) AS "optionIdsBefore",
  ARRAY(SELECT o->>'id' FROM jsonb_array_elements(t.options) o) AS "optionIdsAfter",
  fk.option_ids::text[] AS "keyBefore", tk.option_ids::text[] AS "keyAfter"`;
const KEY_PAIR_JOINS = Prisma.sql`
  JOIN item_version f ON f.organisation_id = d.organisation_id AND f.id = d.from_version_id
  JOIN item_key fk ON fk.organisation_id = f.organisation_id AND fk.item_version_id = f.id
  JOIN item_version t ON t.organisation_id = d.organisation_id AND t.id = d.to_version_id
  JOIN item_key tk ON tk.organisation_id = t.organisation_id AND tk.item_version_id = t.id`;

/** The corrections of an item, newest first. One round trip. */
export async function listItemCorrections(
  scope: TenantScope,
  itemId: string,
): Promise<readonly CorrectionRow[]> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<CorrectionRecord[]>`
      SELECT c.id, c.decided_at AS "decidedAt", ${personLabel(scope, 'm')} AS "decidedBy", c.reason, c.counts, d.policy::text AS policy,
        f.version AS "fromVersion", t.version AS "toVersion", ${KEY_PAIR},
        (SELECT count(*)::int FROM key_correction_item o
         WHERE o.organisation_id = c.organisation_id AND o.correction_id = c.id) AS "itemCount"
      FROM key_correction_item d
      JOIN key_correction c ON c.organisation_id = d.organisation_id AND c.id = d.correction_id
      ${KEY_PAIR_JOINS}
      LEFT JOIN membership m ON m.organisation_id = c.organisation_id AND m.id = c.decided_by_id
      WHERE d.organisation_id = ${scope.organisationId}::uuid AND d.item_id = ${itemId}::uuid
      ORDER BY c.decided_at DESC, c.id DESC`,
  );
  return rows.map(toCorrectionRow);
}

const RESULTS_PER_PAGE = 50;

type CorrectionHead = Omit<CorrectionView, 'decidedAt' | 'items' | 'results'> & {
  readonly decidedAt: Date;
  readonly items: readonly (KeyPairRow &
    Pick<CorrectionView['items'][number], 'itemId' | 'title' | 'policy'>)[];
};

/** A correction with what it did. Two round trips; null when there is none. */
export async function findCorrection(
  scope: TenantScope,
  correctionId: string,
  query: ListQuery = WHOLE_LIST,
): Promise<CorrectionView | null> {
  const org = Prisma.sql`${scope.organisationId}::uuid`;
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(ChangedResult & { total: number })[]>`
        SELECT a.id AS "attemptId", ${personLabel(scope, 'm')} AS learner, x.name AS exam, a.number AS "attemptNumber",
          h.correct_before AS "correctBefore", h.correct_after AS "correctAfter", g.items,
          h.passed_before AS "passedBefore", h.passed_after AS "passedAfter", a.state = 'released' AS "isReleased",
          h.seen_at IS NOT NULL AS "wasSeen", (count(*) OVER ())::int AS total
        FROM grade_change h
        JOIN attempt a ON a.organisation_id = h.organisation_id AND a.id = h.attempt_id
        JOIN attempt_grade g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
        JOIN membership m ON m.organisation_id = h.organisation_id AND m.id = h.membership_id
        JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
        JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
        WHERE h.organisation_id = ${org} AND h.correction_id = ${correctionId}::uuid
          AND ${holdsWords(Prisma.sql`m.search_text || ' ' || public.fold_text(x.name)`, query)}
        ORDER BY (h.passed_before = h.passed_after), m.display_name, a.id ${part}`,
    );
  const [[head], results] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<CorrectionHead[]>`
        SELECT c.id, c.decided_at AS "decidedAt", ${personLabel(scope, 'm')} AS "decidedBy", c.reason, c.import_id AS "importId",
          p.source_name AS "importName", c.counts,
          (SELECT coalesce(jsonb_agg(x ORDER BY x.title, x."itemId"), '[]') FROM (
            SELECT d.item_id AS "itemId", t.title, d.policy, ${KEY_PAIR}
            FROM key_correction_item d ${KEY_PAIR_JOINS}
            WHERE d.organisation_id = c.organisation_id AND d.correction_id = c.id) x) AS items
        FROM key_correction c
        LEFT JOIN membership m ON m.organisation_id = c.organisation_id AND m.id = c.decided_by_id
        LEFT JOIN import p ON p.organisation_id = c.organisation_id AND p.id = c.import_id
        WHERE c.organisation_id = ${org} AND c.id = ${correctionId}::uuid`,
    ),
    readPage({ ...query, pageSize: RESULTS_PER_PAGE }, read, ({ total: _, ...result }) => result),
  ]);
  if (head === undefined) return null;
  return {
    ...head,
    decidedAt: head.decidedAt.toISOString(),
    items: head.items.map(({ itemId, title, policy, ...keys }) => ({
      itemId,
      title: title === '' ? 'Untitled' : title,
      policy,
      ...toKeyPair(keys),
    })),
    results,
  };
}

/**
 * Results of this learner that corrections changed and that they haven't looked at since; one entry per attempt. Row-level
 * security leaves out what isn't released to them. One round trip.
 */
export async function listGradeNotices(scope: MemberScope): Promise<readonly GradeNotice[]> {
  const rows = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<(Omit<GradeNotice, 'changedAt'> & { changedAt: Date })[]>`
      SELECT h.attempt_id AS "attemptId", x.name AS "examName", max(h.changed_at) AS "changedAt",
        (array_agg(h.correct_before ORDER BY h.changed_at))[1] AS "correctBefore",
        (array_agg(h.correct_after ORDER BY h.changed_at DESC))[1] AS "correctAfter",
        (array_agg(h.passed_before ORDER BY h.changed_at))[1] AS "passedBefore",
        (array_agg(h.passed_after ORDER BY h.changed_at DESC))[1] AS "passedAfter"
      FROM grade_change h
      JOIN attempt a ON a.organisation_id = h.organisation_id AND a.id = h.attempt_id
      JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
      JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
      WHERE h.organisation_id = ${scope.organisationId}::uuid AND h.membership_id = ${scope.actor.membershipId}::uuid
        AND h.seen_at IS NULL
      GROUP BY h.attempt_id, x.name ORDER BY max(h.changed_at) DESC, h.attempt_id`,
  );
  return rows.map(({ changedAt, ...row }) => ({ ...row, changedAt: changedAt.toISOString() }));
}
