import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, LONG_WRITE } from '@/lib/infra/db/tenant';
import { takeBackContent } from '@/lib/infra/import-store/take-back';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import type { RetireImported, UndoPlan } from './contract';
import { findUndoObstacle, retirable } from './data';

/**
 * Takes an import back: what it made is deleted, what it changed or retired is as before. Allowed until one of its versions was
 * used. The bank and the topics that it made go as well, unless something else uses them by now; the source stays.
 * Fails with `conflict` (in use, already undone, built upon), `not_found` or `forbidden`.
 */
export async function undoImport(scope: TenantScope, importId: string): Promise<Result<UndoPlan, Failure>> {
  if (!can(scope.actor, 'import:manage')) {
    return err(failure('forbidden', 'Only owners and admins undo imports.'));
  }
  const { organisationId } = scope;
  return inTransaction(
    scope,
    async (tx) => {
      // The bank first, as an import does: two of them wait for each other instead of locking each other out.
      const [found] = await tx.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM bank b JOIN import i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${importId}::uuid FOR UPDATE`;
      const where = { organisationId, id: importId };
      if (found === undefined && (await tx.import.count({ where })) === 0) return err(notFound('import'));
      const obstacle = await findUndoObstacle(scope, importId, tx);
      if (obstacle !== null) return err(failure('conflict', obstacle));
      const outcome = await takeBackContent(tx, organisationId, importId);
      await tx.import.updateMany({
        where,
        data: { state: 'undone', undoneAt: new Date() },
      });
      const details = { ...outcome };
      await recordAudit(tx, scope, {
        action: 'import.undone',
        subjectKind: 'import',
        subjectId: importId,
        details,
      });
      return ok(outcome);
    },
    LONG_WRITE,
  );
}

/**
 * Takes the questions that an import made out of use, where it can't be undone any more: nothing is deleted, results stay, new exams
 * don't draw them. Says how many there were. Fails with `not_found` or `forbidden`.
 */
export async function retireImported(
  scope: TenantScope,
  { importId, note }: RetireImported,
): Promise<Result<{ readonly retired: number }, Failure>> {
  if (!can(scope.actor, 'import:manage') || !can(scope.actor, 'item:manage')) {
    return err(failure('forbidden', 'Only owners and admins retire questions.'));
  }
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const where = { organisationId, id: importId };
    if ((await tx.import.count({ where })) === 0) return err(notFound('import'));
    const retired = await tx.$executeRaw`
      WITH moved AS (
        UPDATE item i SET state = 'retired' WHERE ${retirable(scope, importId)} RETURNING i.id)
      INSERT INTO item_event (organisation_id, id, item_id, from_state, to_state, note, actor_id)
      SELECT ${organisationId}::uuid, gen_random_uuid(), id, 'live', 'retired', ${note},
        ${actingMembershipId(scope)}::uuid FROM moved`;
    const details = { retired, note };
    await recordAudit(tx, scope, {
      action: 'import.retired',
      subjectKind: 'import',
      subjectId: importId,
      details,
    });
    return ok({ retired });
  });
}
