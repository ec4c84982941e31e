import 'server-only';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { holdsWords, isNamed, readPage } from '@/lib/infra/db/paged';
import { withTenant } from '@/lib/infra/db/tenant';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import type { AssignmentTarget, TargetQuery } from './contract';

/** Of a picker, which is part of a form. */
const TARGETS_PER_PAGE = 25;

const seesAll = ({ actor }: TenantScope): boolean =>
  actor.kind === 'system' || actor.role === 'owner' || actor.role === 'admin';

/** The condition under which `scope` may assign an exam to a person `m`, and the person is found: for the picker and for "all found". */
export function assignable(scope: TenantScope, query: Pick<ListQuery, 'q'>): Prisma.Sql {
  return Prisma.sql`
    m.organisation_id = ${scope.organisationId}::uuid AND m.removed_at IS NULL
      AND (${seesAll(scope)} OR m.id IN (SELECT ctx.my_learners()))
      AND ${holdsWords(Prisma.sql`m.search_text`, query)}`;
}

/** The cohorts `c` that `scope` may assign an exam to. */
const givenCohorts = (scope: TenantScope): Prisma.Sql => Prisma.sql`
  c.organisation_id = ${scope.organisationId}::uuid AND c.archived_at IS NULL
    AND (${seesAll(scope)} OR EXISTS (
      SELECT 1 FROM cohort_staff z WHERE z.organisation_id = c.organisation_id
        AND z.cohort_id = c.id AND z.membership_id = ${actingMembershipId(scope)}::uuid))`;

const COHORT_TARGET = Prisma.sql`'cohort' AS kind, c.id, c.name, NULL AS email, (
  SELECT count(*)::int FROM hr.cohort_member e
  WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id AND e.left_at IS NULL) AS "learnerCount"`;

/** Cohorts or people that `scope` may assign an exam to, by name. One round trip. */
export function listAssignmentTargets(
  scope: TenantScope,
  query: TargetQuery,
): Promise<Page<AssignmentTarget>> {
  const { organisationId } = scope;
  const from = (part: Prisma.Sql) =>
    query.kind === 'cohort'
      ? Prisma.sql`
        SELECT ${COHORT_TARGET}, c.total
        FROM (SELECT c.*, (count(*) OVER ())::int AS total FROM cohort c
              WHERE ${givenCohorts(scope)} AND ${isNamed(Prisma.sql`c.name`, query)} ORDER BY c.name, c.id ${part}) c
        WHERE c.organisation_id = ${organisationId}::uuid ORDER BY c.name, c.id`
      : Prisma.sql`
        SELECT 'person' AS kind, m.id, m.display_name AS name, m.email::text AS email, NULL::int AS "learnerCount",
               (count(*) OVER ())::int AS total
        FROM membership m WHERE ${assignable(scope, query)} ORDER BY m.display_name, m.id ${part}`;
  const read = (part: Prisma.Sql) =>
    withTenant(scope, (db) => db.$queryRaw<(AssignmentTarget & { total: number })[]>`${from(part)}`);
  return readPage(
    { ...query, pageSize: TARGETS_PER_PAGE },
    read,
    ({ kind, id, name, email, learnerCount }) => ({
      kind,
      id,
      name,
      email,
      learnerCount,
    }),
  );
}

/** One cohort that `scope` may assign an exam to; null for others. One round trip. */
export async function findTargetCohort(
  scope: TenantScope,
  cohortId: string,
): Promise<AssignmentTarget | null> {
  const [cohort] = await withTenant(
    scope,
    (db) => db.$queryRaw<AssignmentTarget[]>`
      SELECT ${COHORT_TARGET} FROM cohort c WHERE ${givenCohorts(scope)} AND c.id = ${cohortId}::uuid`,
  );
  return cohort ?? null;
}
