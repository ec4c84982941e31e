import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import type { RetireImported } from './contract';
import { findUndoObstacle } from './data';

/** How much an undo took back. */
export interface UndoOutcome {
  readonly itemsRemoved: number;
  readonly itemsRestored: number;
}

/**
 * Takes an import back: what it made is deleted, what it changed gets the version before again. Allowed until one of its
 * versions was used. The bank and the topics stay, because other things may refer to them by now; so does the source.
 * Fails with `conflict` (in use, already undone, built upon), `not_found` or `forbidden`.
 */
export async function undoImport(
  scope: TenantScope,
  importId: string,
): Promise<Result<UndoOutcome, Failure>> {
  if (!can(scope.actor, 'import:manage')) {
    return err(failure('forbidden', 'Only owners and admins undo imports.'));
  }
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    // The bank first, as an import does: two of them wait for each other instead of locking each other out.
    const [found] = await tx.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM bank b JOIN import i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${importId}::uuid FOR UPDATE`;
    if (found === undefined) return err(notFound('import'));
    const obstacle = await findUndoObstacle(scope, importId, tx);
    if (obstacle !== null) return err(failure('conflict', obstacle));
    const outcome = await takeBackItems(tx, organisationId, importId);
    await takeBackStimuli(tx, organisationId, importId);
    await tx.import.updateMany({
      where: { organisationId, id: importId },
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
  });
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
        UPDATE item i SET state = 'retired' FROM item_version v
        WHERE i.organisation_id = ${organisationId}::uuid AND i.state = 'live'
          AND v.organisation_id = i.organisation_id AND v.item_id = i.id AND v.version = 1
          AND v.import_id = ${importId}::uuid
        RETURNING i.id)
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

/** A first version goes together with its item in one statement, because each refers to the other. */
async function takeBackItems(tx: Tx, organisationId: string, importId: string): Promise<UndoOutcome> {
  await tx.$executeRaw`
    DELETE FROM item_key k USING item_version v
    WHERE k.organisation_id = ${organisationId}::uuid AND v.organisation_id = k.organisation_id
      AND v.id = k.item_version_id AND v.import_id = ${importId}::uuid`;
  const itemsRestored = await tx.$executeRaw`
    UPDATE item i SET current_version_id = b.id, stimulus_id = s.stimulus_id
    FROM item_version v
    JOIN item_version b ON b.organisation_id = v.organisation_id AND b.item_id = v.item_id AND b.version = (
      SELECT max(e.version) FROM item_version e
      WHERE e.organisation_id = v.organisation_id AND e.item_id = v.item_id AND e.version < v.version)
    LEFT JOIN stimulus_version s ON s.organisation_id = b.organisation_id AND s.id = b.stimulus_version_id
    WHERE i.organisation_id = ${organisationId}::uuid AND v.organisation_id = i.organisation_id
      AND v.item_id = i.id AND v.import_id = ${importId}::uuid`;
  const itemsRemoved = await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM item_version WHERE organisation_id = ${organisationId}::uuid AND import_id = ${importId}::uuid
      RETURNING item_id, version)
    DELETE FROM item WHERE organisation_id = ${organisationId}::uuid
      AND id IN (SELECT item_id FROM gone WHERE version = 1)`;
  return { itemsRemoved, itemsRestored };
}

async function takeBackStimuli(tx: Tx, organisationId: string, importId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE stimulus s SET current_version_id = b.id
    FROM stimulus_version v
    JOIN stimulus_version b ON b.organisation_id = v.organisation_id AND b.stimulus_id = v.stimulus_id AND b.version = (
      SELECT max(e.version) FROM stimulus_version e
      WHERE e.organisation_id = v.organisation_id AND e.stimulus_id = v.stimulus_id AND e.version < v.version)
    WHERE s.organisation_id = ${organisationId}::uuid AND v.organisation_id = s.organisation_id
      AND v.stimulus_id = s.id AND v.import_id = ${importId}::uuid`;
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM stimulus_version WHERE organisation_id = ${organisationId}::uuid AND import_id = ${importId}::uuid
      RETURNING stimulus_id, version)
    DELETE FROM stimulus WHERE organisation_id = ${organisationId}::uuid
      AND id IN (SELECT stimulus_id FROM gone WHERE version = 1)`;
}
