import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CohortTargets, TargetsView } from './contract';
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
