import 'server-only';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { managedBy } from '@/lib/features/assignment/data';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ActBatch, LateSitting, LateWaiting } from './contract';
import { type ActBatchRow, type LateRow, toActBatch, toLateSitting } from './mappers';

const PAGE_SIZE = 20;

const isThis = (scope: TenantScope, assignmentId: string): Prisma.Sql => Prisma.sql`
  s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid AND ${managedBy(scope)}`;

/** What staff did to sittings of an assignment, the latest first; searched by whom it concerned and why. One round trip. */
export function listActs(
  scope: TenantScope,
  assignmentId: string,
  query: ListQuery,
): Promise<Page<ActBatch>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(ActBatchRow & { total: number })[]>`
        WITH batch AS (
          SELECT c.organisation_id, c.batch_id, c.kind, c.reason, c.actor_id, min(c.at) AS at, count(*)::int AS sittings,
                 count(c.undone_at)::int AS undone, max((c.details->>'minutes')::int) AS minutes, (array_agg(a.membership_id))[1:3] AS people,
                 (count(*) OVER ())::int AS total
          FROM assignment s
          JOIN attempt a ON a.organisation_id = s.organisation_id AND a.assignment_id = s.id
          JOIN attempt_act c ON c.organisation_id = a.organisation_id AND c.attempt_id = a.id
          JOIN membership p ON p.organisation_id = a.organisation_id AND p.id = a.membership_id
          WHERE ${isThis(scope, assignmentId)}
          GROUP BY c.organisation_id, c.batch_id, c.kind, c.reason, c.actor_id
          HAVING bool_or(${isNamed(Prisma.sql`p.display_name || ' ' || p.email::text || ' ' || c.reason`, query)})
          ORDER BY min(c.at) DESC, c.batch_id ${part})
        SELECT b.batch_id AS "batchId", b.kind::text, b.reason, b.at, ${personLabel(scope, 'm')} AS by, b.minutes, b.sittings, b.undone, b.total,
               ARRAY(SELECT ${personLabel(scope, 'p')} FROM membership p
                     WHERE p.organisation_id = b.organisation_id AND p.id = ANY (b.people) ORDER BY 1) AS names
        FROM batch b JOIN membership m ON m.organisation_id = b.organisation_id AND m.id = b.actor_id
        ORDER BY b.at DESC, b.batch_id`,
    );
  return readPage({ ...query, pageSize: PAGE_SIZE }, read, toActBatch);
}

/** Sittings of an assignment whose late answers wait, in order of their end, beginning with what waits: few sittings have any. One round trip. */
export function listLateSittings(
  scope: TenantScope,
  assignmentId: string,
  query: ListQuery,
): Promise<Page<LateSitting>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(LateRow & { total: number })[]>`
        WITH waiting AS MATERIALIZED (
          SELECT DISTINCT l.organisation_id, l.attempt_id FROM late_response l
          WHERE l.organisation_id = ${scope.organisationId}::uuid AND l.act_id IS NULL)
        SELECT a.id AS "attemptId", ${personLabel(scope, 'm')} AS label, a.closed_at AS "closedAt", a.closed_by AS "closedBy",
               w.questions, w.in_time AS "inTime", (count(*) OVER ())::int AS total
        FROM waiting
        JOIN attempt a ON a.organisation_id = waiting.organisation_id AND a.id = waiting.attempt_id AND a.closed_at IS NOT NULL AND a.state <> 'voided'
        JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
        CROSS JOIN LATERAL (
          SELECT count(DISTINCT l.position)::int AS questions,
                 (count(DISTINCT l.position) FILTER (WHERE l.received_at - l.ago_ms * interval '1 millisecond' <= a.deadline_at))::int AS in_time
          FROM late_response l WHERE l.organisation_id = a.organisation_id AND l.attempt_id = a.id AND l.act_id IS NULL) w
        JOIN membership m ON m.organisation_id = a.organisation_id AND m.id = a.membership_id
        WHERE ${isThis(scope, assignmentId)} AND ${isNamed(Prisma.sql`m.display_name || ' ' || m.email::text`, query)}
        ORDER BY a.closed_at, a.id ${part}`,
    );
  return readPage({ ...query, pageSize: PAGE_SIZE }, read, toLateSitting);
}

/** What waits over all assignments that `scope` looks after, and where most of it does; null when nothing waits. One round trip. */
export async function findLateWaiting(scope: TenantScope): Promise<LateWaiting | null> {
  const [waiting] = await withTenant(
    scope,
    (db) => db.$queryRaw<LateWaiting[]>`
      WITH waiting AS MATERIALIZED (
        SELECT l.organisation_id, l.attempt_id, count(DISTINCT l.position)::int AS questions
        FROM late_response l WHERE l.organisation_id = ${scope.organisationId}::uuid AND l.act_id IS NULL
        GROUP BY l.organisation_id, l.attempt_id),
      given AS (
        SELECT s.id, s.exam_id, s.organisation_id, count(*)::int AS people, sum(w.questions)::int AS questions
        FROM waiting w
        JOIN attempt a ON a.organisation_id = w.organisation_id AND a.id = w.attempt_id AND a.closed_at IS NOT NULL AND a.state <> 'voided'
        JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
        WHERE ${managedBy(scope)}
        GROUP BY s.id, s.exam_id, s.organisation_id)
      SELECT sum(g.people)::int AS sittings, sum(g.questions)::int AS questions, count(*)::int AS assignments,
             (array_agg(g.id ORDER BY g.people DESC, g.id))[1] AS "assignmentId",
             (array_agg(x.name ORDER BY g.people DESC, g.id))[1] AS "examName"
      FROM given g JOIN exam x ON x.organisation_id = g.organisation_id AND x.id = g.exam_id
      HAVING count(*) > 0`,
  );
  return waiting ?? null;
}
