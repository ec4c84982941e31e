import 'server-only';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, LONG_WRITE, type Tx } from '@/lib/infra/db/tenant';
import { isId, newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ChangeCohort, CohortMember, CreateCohort, Enrol, EnrolFound } from './contract';
import { enrolable } from './data';

const nameTaken = (name: string): Failure =>
  failure('conflict', 'Nothing was changed.', { name: `There is a cohort called “${name}” already.` });

/** The cohort, locked so that it isn't archived meanwhile; null for ids that this organisation doesn't have. */
async function lockCohort(
  tx: Tx,
  scope: TenantScope,
  id: string,
): Promise<{ readonly name: string; readonly archived: boolean } | null> {
  if (!isId(id)) return null;
  const [row] = await tx.$queryRaw<{ name: string; archived: boolean }[]>`
    SELECT name, archived_at IS NOT NULL AS archived FROM cohort
    WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  return row ?? null;
}

/** Whether every id is a live member here; with `role`, one in that role. */
async function areMembers(
  tx: Tx,
  scope: TenantScope,
  ids: readonly string[],
  role?: 'instructor',
): Promise<boolean> {
  if (!ids.every(isId)) return false;
  const { organisationId } = scope;
  const where = { organisationId, id: { in: [...ids] }, removedAt: null, ...(role ? { role } : {}) };
  return (await tx.membership.count({ where })) === new Set(ids).size;
}

async function isCertification(tx: Tx, scope: TenantScope, id: string | null): Promise<boolean> {
  if (id === null) return true;
  if (!isId(id)) return false;
  return (await tx.certification.count({ where: { organisationId: scope.organisationId, id } })) === 1;
}

/** Two cohorts of one name can't be told apart in a list; the database says so. */
async function unlessNameTaken<T>(
  name: string,
  change: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      return err(nameTaken(name));
    throw error;
  }
}

export function createCohort(
  scope: TenantScope,
  { name, certificationId }: CreateCohort,
): Promise<Result<{ readonly id: string }, Failure>> {
  const id = newId();
  const { organisationId } = scope;
  return unlessNameTaken(name, () =>
    inTransaction(scope, async (tx) => {
      if (!(await isCertification(tx, scope, certificationId))) return err(notFound('certification'));
      await tx.cohort.createMany({ data: [{ organisationId, id, name, certificationId }] });
      await recordAudit(tx, scope, {
        action: 'cohort.created',
        subjectKind: 'cohort',
        subjectId: id,
        details: { name, certificationId },
      });
      return ok({ id });
    }),
  );
}

/** Renames a cohort and sets which certification it prepares for. */
export function changeCohort(
  scope: TenantScope,
  { cohortId, name, certificationId }: ChangeCohort,
): Promise<Result<{ readonly name: string }, Failure>> {
  const { organisationId } = scope;
  return unlessNameTaken(name, () =>
    inTransaction(scope, async (tx) => {
      const cohort = await lockCohort(tx, scope, cohortId);
      if (!cohort) return err(notFound('cohort'));
      if (!(await isCertification(tx, scope, certificationId))) return err(notFound('certification'));
      await tx.cohort.updateMany({
        where: { organisationId, id: cohortId },
        data: { name, certificationId },
      });
      await recordAudit(tx, scope, {
        action: 'cohort.changed',
        subjectKind: 'cohort',
        subjectId: cohortId,
        details: { from: cohort.name, to: name, certificationId },
      });
      return ok({ name });
    }),
  );
}

/** Puts a cohort aside, or takes it out again. Its people, assignments and evidence stay. */
export function setCohortArchived(
  scope: TenantScope,
  { cohortId, archived }: { cohortId: string; archived: boolean },
): Promise<Result<{ readonly name: string }, Failure>> {
  return inTransaction(scope, async (tx) => {
    const cohort = await lockCohort(tx, scope, cohortId);
    if (!cohort) return err(notFound('cohort'));
    await tx.$executeRaw`
      UPDATE cohort SET archived_at = CASE WHEN ${archived} THEN coalesce(archived_at, now()) END
      WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${cohortId}::uuid`;
    await recordAudit(tx, scope, {
      action: archived ? 'cohort.archived' : 'cohort.restored',
      subjectKind: 'cohort',
      subjectId: cohortId,
    });
    return ok({ name: cohort.name });
  });
}

/** After an INSERT into `enrolment AS e`: who comes back goes on with the past that they have here; who had none begins anew. */
const OR_COME_BACK = Prisma.sql`
  ON CONFLICT (organisation_id, cohort_id, membership_id) DO UPDATE
    SET left_at = NULL, enrolled_at = CASE WHEN e.begun_at IS NULL THEN EXCLUDED.enrolled_at ELSE e.enrolled_at END
    WHERE e.left_at IS NOT NULL`;

/** Enrols several people at once: all of them or, when one isn't in this organisation, nobody. Twice is the same as once. */
export function enrol(
  scope: TenantScope,
  { cohortId, membershipId: ids }: Enrol,
): Promise<Result<{ readonly enrolledCount: number }, Failure>> {
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const cohort = await lockCohort(tx, scope, cohortId);
    if (!cohort) return err(notFound('cohort'));
    if (cohort.archived)
      return err(failure('conflict', 'This cohort is archived. Restore it before you enrol people.'));
    if (!(await areMembers(tx, scope, ids))) return err(notFound('person'));
    const enrolledCount = await tx.$executeRaw`
      INSERT INTO enrolment AS e (organisation_id, cohort_id, membership_id)
      SELECT ${organisationId}::uuid, ${cohortId}::uuid, id FROM unnest(${[...new Set(ids)]}::uuid[]) AS given (id)
      ${OR_COME_BACK}`;
    await recordAudit(tx, scope, {
      action: 'cohort.enrolled',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { membershipIds: [...ids] },
    });
    return ok({ enrolledCount });
  });
}

/**
 * Enrols everybody whom a search finds, resolved here and not from ids on a page. What was shown is what is done: when the number
 * isn't the one on the screen any more, nobody is enrolled.
 */
export function enrolFound(
  scope: TenantScope,
  { cohortId, q, role, shown }: EnrolFound,
): Promise<Result<{ readonly enrolledCount: number }, Failure>> {
  return inTransaction(
    scope,
    async (tx) => {
      const cohort = await lockCohort(tx, scope, cohortId);
      if (!cohort) return err(notFound('cohort'));
      if (cohort.archived) return err(refuse('conflict', 'cohort_archived', {}));
      const enrolledCount = await tx.$executeRaw`
        INSERT INTO enrolment AS e (organisation_id, cohort_id, membership_id)
        SELECT m.organisation_id, ${cohortId}::uuid, m.id FROM membership m
        WHERE ${enrolable(scope, cohortId, { q, role })}
        ${OR_COME_BACK}`;
      if (enrolledCount !== shown)
        return err(refuse('conflict', 'found_changed', { shown, found: enrolledCount }));
      await recordAudit(tx, scope, {
        action: 'cohort.enrolled',
        subjectKind: 'cohort',
        subjectId: cohortId,
        details: { found: { q, role }, count: enrolledCount },
      });
      return ok({ enrolledCount });
    },
    LONG_WRITE,
  );
}

/** Takes someone out of a cohort from now on. Their attempts stay theirs, and what came through the cohort stays its past. */
export function withdraw(
  scope: TenantScope,
  { cohortId, membershipId }: CohortMember,
): Promise<Result<null, Failure>> {
  return inTransaction(scope, async (tx) => {
    if (!(await lockCohort(tx, scope, cohortId))) return err(notFound('cohort'));
    if (!isId(membershipId)) return err(notFound('person'));
    const left = await tx.$executeRaw`
      UPDATE enrolment SET left_at = clock_timestamp()
      WHERE organisation_id = ${scope.organisationId}::uuid AND cohort_id = ${cohortId}::uuid
        AND membership_id = ${membershipId}::uuid AND left_at IS NULL`;
    if (left === 0) return err(notFound('person'));
    await recordAudit(tx, scope, {
      action: 'cohort.withdrawn',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { membershipId },
    });
    return ok(null);
  });
}

/** Lets an instructor look after a cohort: from now on its evidence is theirs to see. */
export function addStaff(
  scope: TenantScope,
  { cohortId, membershipId }: CohortMember,
): Promise<Result<null, Failure>> {
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    if (!(await lockCohort(tx, scope, cohortId))) return err(notFound('cohort'));
    if (!(await areMembers(tx, scope, [membershipId], 'instructor'))) return err(notFound('instructor'));
    await tx.cohortStaff.createMany({
      data: [{ organisationId, cohortId, membershipId }],
      skipDuplicates: true,
    });
    await recordAudit(tx, scope, {
      action: 'cohort.staff_added',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { membershipId },
    });
    return ok(null);
  });
}

export function removeStaff(
  scope: TenantScope,
  { cohortId, membershipId }: CohortMember,
): Promise<Result<null, Failure>> {
  return inTransaction(scope, async (tx) => {
    if (!(await lockCohort(tx, scope, cohortId))) return err(notFound('cohort'));
    const where = { organisationId: scope.organisationId, cohortId, membershipId };
    if (!isId(membershipId) || (await tx.cohortStaff.deleteMany({ where })).count === 0)
      return err(notFound('instructor'));
    await recordAudit(tx, scope, {
      action: 'cohort.staff_removed',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { membershipId },
    });
    return ok(null);
  });
}
