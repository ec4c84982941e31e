import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CohortTargets, RoleTarget, TargetsView } from './contract';
import { type CertificationRow, toTargetsView } from './mappers';

/** What somebody prepares for and prepared for, and what else there is. One round trip; empty for ids that aren't here. */
export async function listTargets(scope: TenantScope, membershipId: string): Promise<TargetsView> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<CertificationRow[]>`
      SELECT c.id, c.name, t.source::text, t.cohort_id, o.name AS cohort_name, t.opened_at, t.closed_at, t.closed_reason::text
      FROM certification c
      LEFT JOIN LATERAL (
        SELECT * FROM target n
        WHERE n.organisation_id = c.organisation_id AND n.certification_id = c.id AND n.membership_id = ${membershipId}::uuid
        ORDER BY n.closed_at DESC NULLS FIRST LIMIT 1) t ON true
      LEFT JOIN cohort o ON o.organisation_id = t.organisation_id AND o.id = t.cohort_id
      WHERE c.organisation_id = ${scope.organisationId}::uuid
        AND EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = c.organisation_id AND m.id = ${membershipId}::uuid)
      ORDER BY c.name, c.id`,
  );
  return toTargetsView(rows);
}

/** The condition under which a target `t` was closed together with its cohort and can be opened again. */
export const closedWithCohort = (scope: TenantScope, cohortId: string): Prisma.Sql => Prisma.sql`
  t.organisation_id = ${scope.organisationId}::uuid AND t.cohort_id = ${cohortId}::uuid
  AND t.closed_reason = 'cohort_finished'
  AND NOT EXISTS (SELECT 1 FROM target n WHERE n.organisation_id = t.organisation_id AND n.membership_id = t.membership_id
                    AND n.certification_id = t.certification_id
                    AND (n.closed_at IS NULL OR n.closed_at > t.closed_at))`;

/** How many targets a cohort holds open, and how many were closed with it. One round trip. */
export async function countCohortTargets(scope: TenantScope, cohortId: string): Promise<CohortTargets> {
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<CohortTargets[]>`
      SELECT (SELECT count(*)::int FROM target t WHERE t.organisation_id = ${scope.organisationId}::uuid
                AND t.cohort_id = ${cohortId}::uuid AND t.closed_at IS NULL) AS open,
             (SELECT count(*)::int FROM target t WHERE ${closedWithCohort(scope, cohortId)}) AS finished`,
  );
  return row ?? { open: 0, finished: 0 };
}

/**
 * What each role has to do with a certification, and what opening and ending would do: of one role or of all. The condition is the
 * one by which the triggers act. Nothing for a certification that isn't here.
 */
export const roleTargetPlan = (
  scope: TenantScope,
  certificationId: string,
  role: string | null = null,
): Prisma.Sql => Prisma.sql`
  SELECT r.role::text AS role,
    EXISTS (SELECT 1 FROM role_target x WHERE x.organisation_id = c.organisation_id AND x.role = r.role
              AND x.certification_id = c.id AND x.closed_at IS NULL) AS open,
    (SELECT count(*)::int FROM membership m
     WHERE m.organisation_id = c.organisation_id AND m.role = r.role AND m.removed_at IS NULL) AS people,
    (SELECT count(*)::int FROM membership m
     JOIN target t ON t.organisation_id = m.organisation_id AND t.membership_id = m.id AND t.closed_at IS NULL
      AND t.certification_id = c.id
     WHERE m.organisation_id = c.organisation_id AND m.role = r.role AND m.removed_at IS NULL) AS preparing,
    (SELECT count(*)::int FROM app.role_targets_due(c.organisation_id, c.id, r.role)) AS opens,
    (SELECT count(*)::int FROM membership m
     JOIN target t ON t.organisation_id = m.organisation_id AND t.membership_id = m.id AND t.closed_at IS NULL
      AND t.certification_id = c.id AND t.source = 'role'
     WHERE m.organisation_id = c.organisation_id AND m.role = r.role) AS closes
  FROM certification c CROSS JOIN unnest(enum_range(NULL::role)) AS r (role)
  WHERE c.organisation_id = ${scope.organisationId}::uuid AND c.id = ${certificationId}::uuid
    AND (${role}::text IS NULL OR r.role::text = ${role}::text)
  ORDER BY r.role DESC`;

/** Which roles prepare for a certification, and how many people that is. One round trip. */
export const listRoleTargets = (
  scope: TenantScope,
  certificationId: string,
): Promise<readonly RoleTarget[]> =>
  withTenant(scope, (db) => db.$queryRaw<RoleTarget[]>(roleTargetPlan(scope, certificationId)));
