import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { holdsWords, readPage } from '@/lib/infra/db/paged';
import { withTenant } from '@/lib/infra/db/tenant';
import { isId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import {
  PEOPLE_PER_PAGE,
  type PeopleFilter,
  type PeopleView,
  type PersonView,
  type RemovalPlan,
} from './contract';
import { type PersonRecord, toCountByRole, toPersonRow, toPersonView } from './mappers';

/** The rows of membership `m` that a role or another group holds. */
function inGroup(group: PeopleFilter['role']): Prisma.Sql {
  if (group === null || group === 'removed') return Prisma.sql`true`;
  if (group === 'invited') return Prisma.sql`m.joined_at IS NULL`;
  if (group !== 'no_cohort') return Prisma.sql`m.role::text = ${group}`;
  return Prisma.sql`m.role = 'learner' AND NOT EXISTS (
    SELECT 1 FROM hr.cohort_member e JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
    WHERE e.organisation_id = m.organisation_id AND e.membership_id = m.id AND e.left_at IS NULL
      AND c.archived_at IS NULL)`;
}

/** One page of people by name, with their cohorts and, for who has not joined yet, until when their link works. */
export async function listPeople(scope: TenantScope, { q, role, page }: PeopleFilter): Promise<PeopleView> {
  const { organisationId } = scope;
  const removed = role === 'removed';
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(PersonRecord & { total: number })[]>`
        SELECT m.id, m.display_name, m.email::text, m.role::text, m.removed_at IS NOT NULL AS removed,
               m.joined_at IS NOT NULL AS joined, m.total, cohorts.names AS cohort_names,
               CASE WHEN m.joined_at IS NULL AND m.invited_until > now() THEN m.invited_until END AS invited_until
        FROM (
          SELECT m.*, (count(*) OVER ())::int AS total FROM membership m
          WHERE m.organisation_id = ${organisationId}::uuid AND (m.removed_at IS NOT NULL) = ${removed}
            AND ${inGroup(role)}
            AND ${holdsWords(Prisma.sql`m.search_text`, { q })}
          ORDER BY m.display_name, m.id ${part}) m
        LEFT JOIN LATERAL (
          SELECT coalesce(array_agg(c.name ORDER BY c.name), '{}') AS names
          FROM enrolment e JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
          WHERE e.organisation_id = m.organisation_id AND e.membership_id = m.id AND e.left_at IS NULL
            AND c.archived_at IS NULL) cohorts ON true
        ORDER BY m.display_name, m.id`,
    );
  const [found, [counts]] = await Promise.all([
    readPage({ page, pageSize: PEOPLE_PER_PAGE }, read, toPersonRow),
    withTenant(
      scope,
      (db) => db.$queryRaw<{ by_role: Record<string, number> }[]>`
        SELECT coalesce(jsonb_object_agg(role, n), '{}') AS by_role
        FROM (SELECT role, count(*) AS n FROM membership
              WHERE organisation_id = ${organisationId}::uuid AND removed_at IS NULL GROUP BY role) counted`,
    ),
  ]);
  return { ...found, countByRole: toCountByRole(counts?.by_role ?? {}) };
}

/** One person with everything that staff decide about them; null for ids that this organisation doesn't have. */
export async function findPerson(scope: TenantScope, id: string): Promise<PersonView | null> {
  if (!isId(id)) return null;
  const { organisationId } = scope;
  const cohort = { select: { id: true, name: true } } as const;
  const live = { where: { cohort: { archivedAt: null } }, select: { cohort } } as const;
  const row = await withTenant(scope, (db) =>
    db.membership.findFirst({
      relationLoadStrategy: 'join',
      where: { organisationId, id },
      select: {
        id: true,
        displayName: true,
        email: true,
        role: true,
        createdAt: true,
        joinedAt: true,
        invitedUntil: true,
        removedAt: true,
        accommodation: { select: { timeFactor: true, extraMinutes: true, note: true } },
        externalId: true,
        enrolments: { ...live, where: { ...live.where, leftAt: null } },
        cohortStaff: live,
      },
    }),
  );
  return row && toPersonView(row);
}

/** What removing a member would do; read for the dialog that asks, and under the lock by what then does it. */
export const removalPlan = (scope: TenantScope, membershipId: string): Prisma.Sql => Prisma.sql`
  SELECT
    (SELECT count(*)::int FROM attempt a WHERE a.organisation_id = m.organisation_id AND a.membership_id = m.id
       AND a.state IN ('in_progress', 'paused')) AS running,
    (SELECT count(*)::int FROM attempt a WHERE a.organisation_id = m.organisation_id AND a.membership_id = m.id
       AND a.closed_at IS NOT NULL AND (a.state <> 'voided' OR a.closed_by = 'left')) AS over,
    (SELECT count(*)::int FROM cohort_staff s WHERE s.organisation_id = m.organisation_id AND s.membership_id = m.id) AS "staffOf",
    (SELECT count(*)::int FROM exam x WHERE x.organisation_id = m.organisation_id AND x.owner_id = m.id
       AND x.archived_at IS NULL) AS exams,
    (m.joined_at IS NULL AND coalesce(m.invited_until > now(), false)) AS invited
  FROM membership m
  WHERE m.organisation_id = ${scope.organisationId}::uuid AND m.id = ${membershipId}::uuid AND m.removed_at IS NULL`;

/** The same for a screen; null for who isn't here. One round trip. */
export async function findRemovalPlan(scope: TenantScope, membershipId: string): Promise<RemovalPlan | null> {
  if (!isId(membershipId)) return null;
  const [plan] = await withTenant(scope, (db) =>
    db.$queryRaw<RemovalPlan[]>(removalPlan(scope, membershipId)),
  );
  return plan ?? null;
}
