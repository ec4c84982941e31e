import 'server-only';
import { can, rolesWith } from '@/lib/domain/access/policy';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { holdsWords, isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import { actingMembershipId, dangerousSystemScope, type TenantScope } from '@/lib/infra/tenant-scope';
import type { BankItemPage, ExamMaterial, ExamOwner, ExamSummary, ExamsQuery, ExamView } from './contract';
import {
  type BankItemRow,
  type ExamRow,
  type ExamSummaryRow,
  type FormSource,
  type FormSourceRow,
  type FurtherRow,
  type MaterialRow,
  toBankItemGroups,
  toExamSummaries,
  toExamView,
  toFormSource,
  toMaterial,
} from './mappers';

export type { FormSource } from './mappers';

const EXAMS_PER_PAGE = 50;
/** Of a picker, which is part of a form. */
const ITEMS_PER_PAGE = 50;

/** Exams by name: those in use, or the archived ones. One round trip. */
export async function listExams(scope: TenantScope, query: ExamsQuery): Promise<Page<ExamSummary>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(ExamSummaryRow & { total: number })[]>`
      SELECT e.id, e.name, e.selection::text, e.minutes, e.cut_percent::float8 AS "cutPercent",
             e.archived_at IS NOT NULL AS archived, c.name AS certification, e.total,
             o.id AS "ownerId", ${personLabel(scope, 'o')} AS "ownerName", o.removed_at IS NOT NULL AS "ownerLeft",
             CASE e.selection
               WHEN 'drawn' THEN (SELECT coalesce(sum(d.item_count), 0) FROM exam_draw d
                                  WHERE d.organisation_id = e.organisation_id AND d.exam_id = e.id)
               ELSE (SELECT count(*) FROM exam_item x
                     JOIN item i ON i.organisation_id = x.organisation_id AND i.id = x.item_id AND i.state = 'live' AND i.right_to_use <> 'disputed'
                     WHERE x.organisation_id = e.organisation_id AND x.exam_id = e.id)
             END::int AS "questionCount",
             (SELECT count(*) FROM assignment s
              WHERE s.organisation_id = e.organisation_id AND s.exam_id = e.id
                AND s.withdrawn_at IS NULL AND s.closes_at > now())::int AS "assignmentCount"
      FROM (SELECT e.*, (count(*) OVER ())::int AS total FROM exam e
            WHERE e.organisation_id = ${scope.organisationId}::uuid AND (e.archived_at IS NOT NULL) = ${query.archived}
              AND ${isNamed(Prisma.sql`e.name`, query)}
            ORDER BY e.name, e.id ${part}) e
      LEFT JOIN blueprint_version b ON b.organisation_id = e.organisation_id AND b.id = e.blueprint_version_id
      LEFT JOIN certification c ON c.organisation_id = b.organisation_id AND c.id = b.certification_id
      LEFT JOIN membership o ON o.organisation_id = e.organisation_id AND o.id = e.owner_id
      ORDER BY e.name, e.id`,
    );
  const { rows, ...part } = await readPage({ ...query, pageSize: EXAMS_PER_PAGE }, read, (row) => row);
  return { ...part, rows: toExamSummaries(rows) };
}

/** One exam with everything in it; null when there is none. Staff only. Two round trips. */
export async function findExam(scope: TenantScope, examId: string): Promise<ExamView | null> {
  const { organisationId } = scope;
  const [exam, [further]] = await Promise.all([
    withTenant(scope, (db) =>
      db.exam.findFirst({
        where: { organisationId, id: examId },
        relationLoadStrategy: 'join',
        select: EXAM_SELECT,
      }),
    ),
    withTenant(
      scope,
      (db) => db.$queryRaw<FurtherRow[]>`
        SELECT ${personLabel(scope, 'o')} AS "ownerName", coalesce((
          SELECT jsonb_agg(a) FROM (
            SELECT d.bank_id AS "bankId", d.topic_id AS "topicId", count(i.id)::int AS available
            FROM exam_draw d
            LEFT JOIN item i ON i.organisation_id = d.organisation_id AND i.bank_id = d.bank_id
                            AND i.topic_id = d.topic_id AND i.state = 'live' AND i.right_to_use <> 'disputed'
            WHERE d.organisation_id = e.organisation_id AND d.exam_id = e.id
            GROUP BY d.bank_id, d.topic_id) a), '[]') AS available
        FROM exam e LEFT JOIN membership o ON o.organisation_id = e.organisation_id AND o.id = e.owner_id
        WHERE e.organisation_id = ${organisationId}::uuid AND e.id = ${examId}::uuid`,
    ),
  ]);
  if (exam === null || further === undefined) return null;
  const owns = exam.ownerId !== null && exam.ownerId === actingMembershipId(scope);
  return toExamView(exam satisfies ExamRow, further, can(scope.actor, 'exam:change', { owns }));
}

const EXAM_SELECT = {
  id: true,
  name: true,
  selection: true,
  minutes: true,
  cutPercent: true,
  archivedAt: true,
  ownerId: true,
  owner: { select: { id: true, removedAt: true } },
  blueprintVersion: {
    select: {
      label: true,
      certification: { select: { name: true } },
      domains: {
        orderBy: { position: 'asc' },
        select: { id: true, name: true, weightPercent: true, topics: { select: { topicId: true } } },
      },
    },
  },
  items: {
    orderBy: { position: 'asc' },
    select: {
      item: {
        select: {
          id: true,
          state: true,
          rightToUse: true,
          topicId: true,
          stimulusId: true,
          topic: { select: { name: true } },
          bank: { select: { name: true } },
          current: { select: { title: true, stem: true } },
          stimulus: { select: { current: { select: { title: true } } } },
        },
      },
    },
  },
  draws: {
    orderBy: { position: 'asc' },
    select: {
      itemCount: true,
      bankId: true,
      topicId: true,
      bank: { select: { name: true } },
      topic: { select: { name: true } },
    },
  },
} as const;

/** Everybody who teaches here: whom an exam can be handed over to, by name. One round trip. */
export function listOwnerChoices(scope: TenantScope): Promise<readonly ExamOwner[]> {
  return withTenant(
    scope,
    (db) => db.$queryRaw<ExamOwner[]>`
      SELECT m.id, ${personLabel(scope, 'm')} AS name, false AS left
      FROM membership m
      WHERE m.organisation_id = ${scope.organisationId}::uuid AND m.removed_at IS NULL
        AND m.role::text = ANY (${[...rolesWith('exam:manage')]})
      ORDER BY m.display_name, m.id`,
  );
}

/** Banks, topics and blueprints that an exam can be made of. Two round trips. */
export async function loadExamMaterial(scope: TenantScope): Promise<ExamMaterial> {
  const { organisationId } = scope;
  const [cells, blueprints] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<MaterialRow[]>`
        SELECT b.id AS "bankId", b.name AS bank, t.id AS "topicId", t.name AS topic, count(*)::int AS available
        FROM item i
        JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id AND b.archived_at IS NULL
        LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
        WHERE i.organisation_id = ${organisationId}::uuid AND i.state = 'live' AND i.right_to_use <> 'disputed'
        GROUP BY b.id, b.name, t.id, t.name
        ORDER BY t.name, b.name, b.id`,
    ),
    withTenant(scope, (db) =>
      db.blueprintVersion.findMany({
        where: { organisationId },
        relationLoadStrategy: 'join',
        orderBy: [{ certification: { name: 'asc' } }, { version: 'desc' }],
        select: {
          id: true,
          label: true,
          questionCount: true,
          minutes: true,
          cutPercent: true,
          cutSource: true,
          certification: { select: { name: true } },
          domains: {
            orderBy: { position: 'asc' },
            select: { id: true, name: true, weightPercent: true, topics: { select: { topicId: true } } },
          },
        },
      }),
    ),
  ]);
  return toMaterial(cells, blueprints);
}

/** The condition under which an item `i` of a bank can be chosen and is found: for the picker, and for "all found". */
export function choosable(
  scope: TenantScope,
  { bankId, q }: { readonly bankId: string; readonly q: string },
): Prisma.Sql {
  return Prisma.sql`
    i.organisation_id = ${scope.organisationId}::uuid AND i.bank_id = ${bankId}::uuid AND i.state = 'live'
      AND i.right_to_use <> 'disputed' AND EXISTS (
        SELECT 1 FROM item_version n LEFT JOIN topic p ON p.organisation_id = i.organisation_id AND p.id = i.topic_id
        WHERE n.organisation_id = i.organisation_id AND n.id = i.current_version_id
          AND ${holdsWords(Prisma.sql`public.fold_text(n.title || ' ' || n.search_text || ' ' || coalesce(p.name, ''))`, { q })})`;
}

/** The live items of a bank to choose from, in source order; empty for a bank that isn't there. One round trip. */
export async function listBankItems(
  scope: TenantScope,
  bankId: string,
  query: ListQuery,
): Promise<BankItemPage> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(BankItemRow & { total: number })[]>`
      SELECT i.id AS "itemId", i.stimulus_id AS "stimulusId", v.title, v.stem, t.name AS topic, sv.title AS "stimulusTitle", i.total
      FROM (SELECT i.*, (count(*) OVER ())::int AS total FROM item i
            WHERE ${choosable(scope, { bankId, q: query.q })} ORDER BY i.position, i.id ${part}) i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      LEFT JOIN stimulus s ON s.organisation_id = i.organisation_id AND s.id = i.stimulus_id
      LEFT JOIN stimulus_version sv ON sv.organisation_id = s.organisation_id AND sv.id = s.current_version_id
      ORDER BY i.position, i.id`,
    );
  const { rows, ...found } = await readPage({ ...query, pageSize: ITEMS_PER_PAGE }, read, (row) => row);
  return { ...found, q: query.q, groups: toBankItemGroups(rows) };
}

/**
 * What a form of the exam is assembled from; null when there is no such exam. A retired item and one whose right to use is disputed are left out of
 * new forms.
 *
 * Learners can't read exams' contents or items outside their own attempts, so this reads as the system: the caller has to
 * have established that `scope` may start (or assign) this exam. It holds no keys. One round trip.
 */
export async function loadFormSource(scope: TenantScope, examId: string): Promise<FormSource | null> {
  const system = dangerousSystemScope(scope.organisationId, 'assemble a form');
  const [row] = await withTenant(
    system,
    (db) => db.$queryRaw<FormSourceRow[]>`
      SELECT id, name, selection, minutes, cut_percent AS "cutPercent", item_ids AS "itemIds", draws, items
      FROM app.form_source(${scope.organisationId}::uuid, ${examId}::uuid)`,
  );
  return row ? toFormSource(row) : null;
}

/**
 * How many questions a form of each exam has. The number is all that leaves this function, so it reads as the system:
 * learners see it before they start, but not what the exam is made of. One round trip.
 */
export async function countExamItems(
  scope: TenantScope,
  examIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (examIds.length === 0) return new Map();
  const system = dangerousSystemScope(scope.organisationId, 'count the questions of exams');
  const rows = await withTenant(
    system,
    (db) => db.$queryRaw<{ id: string; count: number }[]>`
      SELECT e.id, CASE e.selection
        WHEN 'drawn' THEN (SELECT coalesce(sum(d.item_count), 0) FROM exam_draw d
                           WHERE d.organisation_id = e.organisation_id AND d.exam_id = e.id)
        ELSE (SELECT count(*) FROM exam_item x
              JOIN item i ON i.organisation_id = x.organisation_id AND i.id = x.item_id AND i.state = 'live' AND i.right_to_use <> 'disputed'
              WHERE x.organisation_id = e.organisation_id AND x.exam_id = e.id)
        END::int AS count
      FROM exam e
      WHERE e.organisation_id = ${scope.organisationId}::uuid AND e.id = ANY(${[...examIds]}::uuid[])`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
