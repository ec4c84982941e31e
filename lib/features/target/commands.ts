import 'server-only';
import { type Failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, LONG_WRITE } from '@/lib/infra/db/tenant';
import { isId, newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { RoleTarget, RoleTargetInput, TargetInput } from './contract';
import { closedWithCohort, roleTargetPlan } from './data';

/**
 * Says that somebody prepares for a certification, whatever their role. What was closed by hand last is opened again as it
 * was, so that closing can be taken back. Twice is the same as once.
 */
export function openTarget(
  scope: TenantScope,
  { membershipId, certificationId }: TargetInput,
): Promise<Result<{ readonly certificationName: string }, Failure>> {
  const { organisationId } = scope;
  if (!isId(membershipId) || !isId(certificationId)) return Promise.resolve(err(notFound('person')));
  return inTransaction(scope, async (tx) => {
    const member = await tx.membership.findFirst({
      where: { organisationId, id: membershipId, removedAt: null },
      select: { id: true },
    });
    if (!member) return err(notFound('person'));
    const where = { organisationId, id: certificationId };
    const certification = await tx.certification.findFirst({ where, select: { name: true } });
    if (!certification) return err(notFound('certification'));
    const opened = await tx.$executeRaw`
      WITH last AS (
        SELECT id, closed_reason FROM target
        WHERE organisation_id = ${organisationId}::uuid AND membership_id = ${membershipId}::uuid
          AND certification_id = ${certificationId}::uuid
        ORDER BY closed_at DESC NULLS FIRST LIMIT 1),
      again AS (
        UPDATE target t SET closed_at = NULL, closed_reason = NULL FROM last
        WHERE t.organisation_id = ${organisationId}::uuid AND t.id = last.id AND last.closed_reason = 'hand'
        RETURNING t.id)
      INSERT INTO target (organisation_id, id, membership_id, certification_id, source)
      SELECT ${organisationId}::uuid, ${newId()}::uuid, ${membershipId}::uuid, ${certificationId}::uuid, 'hand'
      WHERE NOT EXISTS (SELECT 1 FROM again)
      ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING`;
    await recordAudit(tx, scope, {
      action: 'target.opened',
      subjectKind: 'membership',
      subjectId: membershipId,
      details: { certificationId, again: opened === 0 },
    });
    return ok({ certificationName: certification.name });
  });
}

/** Says that somebody doesn't prepare any more, also of somebody who left. HR's lists no longer count them. */
export function closeTarget(
  scope: TenantScope,
  { membershipId, certificationId }: TargetInput,
): Promise<Result<null, Failure>> {
  if (!isId(membershipId) || !isId(certificationId)) return Promise.resolve(err(notFound('target')));
  return inTransaction(scope, async (tx) => {
    const closed = await tx.$executeRaw`
      UPDATE target SET closed_at = clock_timestamp(), closed_reason = 'hand'
      WHERE organisation_id = ${scope.organisationId}::uuid AND membership_id = ${membershipId}::uuid
        AND certification_id = ${certificationId}::uuid AND closed_at IS NULL`;
    if (closed === 0) return err(notFound('target'));
    await recordAudit(tx, scope, {
      action: 'target.closed',
      subjectKind: 'membership',
      subjectId: membershipId,
      details: { certificationId },
    });
    return ok(null);
  });
}

/** Closes what an archived cohort still holds open: its people are done. */
export function closeCohortTargets(
  scope: TenantScope,
  { cohortId }: { readonly cohortId: string },
): Promise<Result<{ readonly count: number }, Failure>> {
  if (!isId(cohortId)) return Promise.resolve(err(notFound('cohort')));
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const where = { organisationId, id: cohortId };
    const cohort = await tx.cohort.findFirst({ where, select: { archivedAt: true } });
    if (!cohort) return err(notFound('cohort'));
    if (!cohort.archivedAt) return err(refuse('conflict', 'cohort_in_use', {}));
    const count = await tx.$executeRaw`
      UPDATE target SET closed_at = clock_timestamp(), closed_reason = 'cohort_finished'
      WHERE organisation_id = ${organisationId}::uuid AND cohort_id = ${cohortId}::uuid AND closed_at IS NULL`;
    await recordAudit(tx, scope, {
      action: 'cohort.targets_closed',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { count },
    });
    return ok({ count });
  });
}

/** Takes that back for everybody who hasn't got another target since. */
export function reopenCohortTargets(
  scope: TenantScope,
  { cohortId }: { readonly cohortId: string },
): Promise<Result<{ readonly count: number }, Failure>> {
  if (!isId(cohortId)) return Promise.resolve(err(notFound('cohort')));
  const where = { organisationId: scope.organisationId, id: cohortId };
  return inTransaction(scope, async (tx) => {
    if ((await tx.cohort.count({ where })) === 0) return err(notFound('cohort'));
    const count = await tx.$executeRaw`
      UPDATE target t SET closed_at = NULL, closed_reason = NULL WHERE ${closedWithCohort(scope, cohortId)}`;
    await recordAudit(tx, scope, {
      action: 'cohort.targets_reopened',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { count },
    });
    return ok({ count });
  });
}

/**
 * Says that everybody with a role prepares for a certification, also whoever gets the role later, or ends that again. Either takes the
 * other back: what ending closed goes on where it was. What was opened by hand or by a cohort is touched by neither.
 */
export function setRoleTarget(
  scope: TenantScope,
  { certificationId, role, open }: RoleTargetInput & { readonly open: boolean },
): Promise<Result<{ readonly count: number }, Failure>> {
  const { organisationId } = scope;
  if (!isId(certificationId)) return Promise.resolve(err(notFound('certification')));
  return inTransaction(
    scope,
    async (tx) => {
      // The same rows for two who press at once: the plan of the second is what the first has left.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${certificationId}, 0))::text`;
      const [plan] = await tx.$queryRaw<RoleTarget[]>(roleTargetPlan(scope, certificationId, role));
      if (!plan) return err(notFound('certification'));
      if (plan.open === open) return err(refuse('conflict', 'role_target_unchanged', { open }));
      await tx.$executeRaw`
        INSERT INTO role_target AS r (organisation_id, role, certification_id, closed_at)
        VALUES (${organisationId}::uuid, ${role}::role, ${certificationId}::uuid, NULL)
        ON CONFLICT (organisation_id, role, certification_id)
          DO UPDATE SET closed_at = CASE WHEN ${open} THEN NULL ELSE clock_timestamp() END`;
      const count = open ? plan.opens : plan.closes;
      await recordAudit(tx, scope, {
        action: open ? 'target.role_opened' : 'target.role_closed',
        subjectKind: 'certification',
        subjectId: certificationId,
        details: { role, count },
      });
      return ok({ count });
    },
    LONG_WRITE,
  );
}
