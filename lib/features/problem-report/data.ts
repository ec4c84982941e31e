import 'server-only';
import { can } from '@/lib/domain/access/policy';
import type { ListQuery } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { holdsWords, isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import { asExamTaker, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import { shutItem } from '../shut-keys/data';
import type { OwnReports, ReportDetail, ReportFilter, ReportPage } from './contract';
import {
  type DetailRow,
  type ListedRow,
  type OwnRow,
  toOwnReport,
  toReportDetail,
  toReportRow,
} from './mappers';

const PAGE_SIZE = 50;

/**
 * The reports that this person sent as a learner, newest first, by exam and by what they wrote: an answer may be shut, and nothing shut
 * is searched. Two round trips.
 */
export async function listOwnReports(scope: MemberScope, query: ListQuery): Promise<OwnReports> {
  const own = Prisma.sql`
    r.organisation_id = ${scope.organisationId}::uuid AND r.membership_id = ${scope.actor.membershipId}::uuid`;
  const read = (part: Prisma.Sql) =>
    withTenant(
      asExamTaker(scope),
      (db) => db.$queryRaw<(OwnRow & { total: number })[]>`
        SELECT r.id, r.attempt_id AS "attemptId", r.item_id AS "itemId", ai.position, x.name AS "examName",
          r.kind::text AS kind, r.body, r.state::text AS state, r.answer, r.created_at AS "createdAt",
          r.resolved_at AS "resolvedAt", ${shutItem(scope)} AS shut, (count(*) OVER ())::int AS total
        FROM problem_report r
        JOIN attempt_item ai ON ai.organisation_id = r.organisation_id AND ai.attempt_id = r.attempt_id AND ai.item_id = r.item_id
        JOIN attempt a ON a.organisation_id = r.organisation_id AND a.id = r.attempt_id
        JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
        JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
        WHERE ${own} AND ${isNamed(Prisma.sql`x.name || ' ' || r.body`, query)}
        ORDER BY r.created_at DESC, r.id DESC ${part}`,
    );
  const [page, [counted]] = await Promise.all([
    readPage({ ...query, pageSize: PAGE_SIZE }, read, toOwnReport),
    withTenant(
      asExamTaker(scope),
      (db) => db.$queryRaw<{ sent: number; answered: number }[]>`
        SELECT count(*)::int AS sent, (count(*) FILTER (WHERE r.state <> 'open'))::int AS answered
        FROM problem_report r WHERE ${own}`,
    ),
  ]);
  return { ...page, sent: counted?.sent ?? 0, answered: counted?.answered ?? 0 };
}

/** What a report `r` is told with in a list. */
const REPORT_JOINS = Prisma.sql`
  JOIN item i ON i.organisation_id = r.organisation_id AND i.id = r.item_id
  JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
  JOIN item_version c ON c.organisation_id = i.organisation_id AND c.id = i.current_version_id
  JOIN membership m ON m.organisation_id = r.organisation_id AND m.id = r.membership_id`;

const columnsFor = (scope: TenantScope) => Prisma.sql`
  r.id, r.item_id AS "itemId", c.title, b.name AS "bankName", ${personLabel(scope, 'm')} AS learner, r.kind::text AS kind, r.body,
  r.state::text AS state, r.created_at AS "createdAt"`;

/** The queue, open ones first and the oldest of them on top; as far as this reader may see reports. Two round trips. */
export async function listReports(scope: TenantScope, filter: ReportFilter): Promise<ReportPage> {
  const { organisationId } = scope;
  const { state, kind, itemId, page } = filter;
  if (!can(scope.actor, 'report:handle')) return { rows: [], total: 0, open: 0, page, pageSize: PAGE_SIZE };
  const words = Prisma.sql`public.fold_text(c.title || ' ' || b.name || ' ' || r.body) || ' ' || m.search_text`;
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<ListedRow[]>`
        SELECT ${columnsFor(scope)},
               r.item_version_id <> i.current_version_id AS "isChanged", count(*) OVER ()::int AS total
        FROM problem_report r ${REPORT_JOINS}
        WHERE r.organisation_id = ${organisationId}::uuid
          AND (${state}::text IS NULL OR r.state::text = ${state} OR (${state} = 'closed' AND r.state <> 'open'))
          AND (${kind}::text IS NULL OR r.kind::text = ${kind})
          AND (${itemId}::uuid IS NULL OR r.item_id = ${itemId}::uuid)
          AND ${holdsWords(words, filter)}
        ORDER BY r.state <> 'open', CASE WHEN r.state = 'open' THEN r.created_at END, r.resolved_at DESC, r.id ${part}`,
    );
  const [found, open] = await Promise.all([
    readPage({ page, pageSize: PAGE_SIZE }, read, toReportRow),
    withTenant(scope, (db) => db.problemReport.count({ where: { organisationId, state: 'open' } })),
  ]);
  return { ...found, open };
}

/** A version by its id with its key and background. Looked up by itself: see findReport. */
const versionJson = (versionId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT json_build_object('version', v.version, 'title', v.title, 'stem', v.stem, 'options', v.options,
     'shuffleLocked', v.shuffle_locked, 'optionIds', k.option_ids, 'rationales', k.rationales, 'stimulus', s.body)
   FROM item_version v
   JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
   LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
   WHERE v.organisation_id = r.organisation_id AND v.id = ${versionId})`;

/**
 * A report with the question as it was and as it is; null when there is none that this reader may see. One round trip, in which the
 * report comes first and everything else is looked up from it: as one join of fifteen tables a database that doesn't know its
 * sizes yet (just after a large import) multiplied them with each other until its time was over.
 */
export async function findReport(scope: TenantScope, reportId: string): Promise<ReportDetail | null> {
  if (!can(scope.actor, 'report:handle')) return null;
  const sql = Prisma.sql;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<DetailRow[]>`
      WITH r AS MATERIALIZED (
        SELECT * FROM problem_report WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${reportId}::uuid)
      SELECT ${columnsFor(scope)}, b.id AS "bankId",
        (SELECT x.name FROM attempt a
         JOIN assignment g ON g.organisation_id = a.organisation_id AND g.id = a.assignment_id
         JOIN exam x ON x.organisation_id = g.organisation_id AND x.id = g.exam_id
         WHERE a.organisation_id = r.organisation_id AND a.id = r.attempt_id) AS "examName",
        ${versionJson(sql`r.item_version_id`)} AS reported, ${versionJson(sql`i.current_version_id`)} AS current,
        r.option_order::text[] AS "optionOrder", r.selected::text[] AS selected, r.answer,
        (SELECT ${personLabel(scope, 'h')} FROM membership h
         WHERE h.organisation_id = r.organisation_id AND h.id = r.resolver_id) AS resolver,
        r.resolved_at AS "resolvedAt",
        (SELECT e.cohort_id FROM hr.cohort_member e
         JOIN cohort o ON o.organisation_id = e.organisation_id AND o.id = e.cohort_id
         WHERE e.organisation_id = r.organisation_id AND e.membership_id = r.membership_id
           AND ((SELECT ctx.role()) <> 'instructor' OR EXISTS (
             SELECT 1 FROM cohort_staff w WHERE w.organisation_id = e.organisation_id AND w.cohort_id = e.cohort_id
               AND w.membership_id = (SELECT ctx.member())))
         ORDER BY o.archived_at NULLS FIRST, e.left_at NULLS FIRST, e.enrolled_at LIMIT 1) AS "cohortId",
        (SELECT count(*)::int FROM problem_report p WHERE p.organisation_id = r.organisation_id AND p.item_id = r.item_id
           AND p.id <> r.id AND p.state = 'open') AS others
      FROM r ${REPORT_JOINS}`,
  );
  // Shut keys leave no version to show.
  return row?.reported && row.current
    ? toReportDetail({ ...row, reported: row.reported, current: row.current })
    : null;
}
