import 'server-only';
import { can } from '@/lib/domain/access/policy';
import type { ItemState } from '@/lib/domain/item/item-life';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import { listItemIds } from '../item-search/data';
import { type EditItems, type EditOutcome, filterOf } from './contract';
import { restorable } from './data';
import { type EditRow, type HeldRow, toEditPlan } from './mappers';

const notAllowed = failure('forbidden', 'Only owners and admins change banks.');
const nobody = failure('invalid', 'Choose at least one question.', {
  itemIds: 'Choose at least one question.',
});

/**
 * Changes many items of one bank at once: topic, state, right to use or licence note. One transaction with one audit event; what was
 * before is kept, so that it can be taken back. Items that have the value already stay out of it. Fails with `invalid` (nothing chosen,
 * a reason is missing), `conflict` (nothing to change), `not_found` (an item or topic that isn't there) or `forbidden`.
 */
export async function editItems(scope: TenantScope, input: EditItems): Promise<Result<EditOutcome, Failure>> {
  if (!can(scope.actor, 'bank:manage')) return err(notAllowed);
  const { organisationId } = scope;
  const { bankId } = input;
  const byName = [...new Set(input.itemIds)];
  const ids = input.everything ? await listItemIds(scope, bankId, filterOf(input.filter)) : byName;
  if (ids.length === 0) return err(nobody);
  return inTransaction(scope, async (tx) => {
    if (input.kind === 'topic' && !(await hasTopic(tx, organisationId, input.topicId))) {
      return err(notFound('topic'));
    }
    const held = await tx.$queryRaw<HeldRow[]>`
      SELECT id, topic_id AS "topicId", state::text AS state, right_to_use::text AS "right", licence_note AS "licenceNote",
        right_set_by_id AS "rightSetById", right_set_at AS "rightSetAt"
      FROM item WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid
        AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
    if (held.length === 0 || (!input.everything && held.length < ids.length))
      return err(notFound('question'));
    const plan = toEditPlan(input, held);
    if (!plan.ok) return plan;
    const { before } = plan.value;
    await applyEdit(
      tx,
      scope,
      input,
      before.map(({ id }) => id),
    );
    if (input.kind === 'state') await recordSteps(tx, scope, input, before);
    const editId = await recordEdit(tx, scope, input, plan.value);
    return ok({ editId, items: before.length, left: held.length - before.length });
  });
}

async function hasTopic(tx: Tx, organisationId: string, id: string | null): Promise<boolean> {
  return id === null || (await tx.topic.count({ where: { organisationId, id } })) === 1;
}

async function applyEdit(
  tx: Tx,
  scope: TenantScope,
  input: EditItems,
  ids: readonly string[],
): Promise<void> {
  const changes = {
    topic: () => Prisma.sql`topic_id = ${input.kind === 'topic' ? input.topicId : null}::uuid`,
    state: () => Prisma.sql`state = ${input.kind === 'state' ? input.state : null}::item_state`,
    right: () => Prisma.sql`right_to_use = ${input.kind === 'right' ? input.right : null}::right_to_use,
      right_set_by_id = ${actingMembershipId(scope)}::uuid, right_set_at = statement_timestamp()`,
    licence: () => Prisma.sql`licence_note = ${input.kind === 'licence' ? input.licenceNote : null}`,
  };
  await tx.$executeRaw`
    UPDATE item SET ${changes[input.kind]()}
    WHERE organisation_id = ${scope.organisationId}::uuid AND id = ANY (${[...ids]}::uuid[])`;
}

/** Each item's own history tells of the step as well. */
async function recordSteps(
  tx: Tx,
  scope: TenantScope,
  { state, note }: Extract<EditItems, { kind: 'state' }>,
  before: readonly EditRow[],
): Promise<void> {
  const actorId = actingMembershipId(scope);
  await tx.itemEvent.createMany({
    data: before.map(({ id, value }) => ({
      organisationId: scope.organisationId,
      id: newId(),
      itemId: id,
      fromState: value as ItemState,
      toState: state,
      note,
      actorId,
    })),
  });
}

async function recordEdit(
  tx: Tx,
  scope: TenantScope,
  { bankId, kind }: EditItems,
  { before, after }: { readonly before: readonly EditRow[]; readonly after: string | null },
): Promise<string> {
  const editId = newId();
  await tx.bankEdit.createMany({
    data: [
      {
        organisationId: scope.organisationId,
        id: editId,
        bankId,
        kind,
        actorId: actingMembershipId(scope),
        itemCount: before.length,
        after: { value: after },
        before: before.map((row) => ({ ...row })),
      },
    ],
  });
  await recordAudit(tx, scope, {
    action: `item.${kind}_set`,
    subjectKind: 'bank',
    subjectId: bankId,
    details: { edit: editId, items: before.length, value: after },
  });
  return editId;
}

interface StoredEdit {
  readonly bankId: string;
  readonly kind: string;
  readonly itemCount: number;
}

/**
 * Takes a bulk edit back. Items that somebody changed since keep what they have. Steps of state aren't taken back: each is a decision
 * with a reason. Fails with `conflict` (taken back already, or a state), `not_found` or `forbidden`.
 */
export async function undoEdit(
  scope: TenantScope,
  editId: string,
): Promise<Result<{ readonly restored: number; readonly left: number }, Failure>> {
  if (!can(scope.actor, 'bank:manage')) return err(notAllowed);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const [edit] = await tx.$queryRaw<(StoredEdit & { undone: boolean })[]>`
      SELECT bank_id AS "bankId", kind, item_count AS "itemCount", undone_at IS NOT NULL AS undone FROM bank_edit
      WHERE organisation_id = ${organisationId}::uuid AND id = ${editId}::uuid FOR UPDATE`;
    if (edit === undefined) return err(notFound('change'));
    if (edit.undone) return err(failure('conflict', 'This change was taken back already.'));
    if (edit.kind === 'state') {
      return err(failure('conflict', 'Steps of state aren’t taken back: move the questions on instead.'));
    }
    const restored = await tx.$executeRaw`${restore(scope, editId, edit.kind)}`;
    await tx.bankEdit.updateMany({ where: { organisationId, id: editId }, data: { undoneAt: new Date() } });
    await recordAudit(tx, scope, {
      action: 'bank.edit_undone',
      subjectKind: 'bank',
      subjectId: edit.bankId,
      details: { edit: editId, kind: edit.kind, items: restored },
    });
    return ok({ restored, left: edit.itemCount - restored });
  });
}

/** Gives back what was before, where what was set still stands. */
function restore(scope: TenantScope, editId: string, kind: string): Prisma.Sql {
  const from = Prisma.sql`FROM ${restorable(scope, editId)} b
    WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.id = b.id`;
  switch (kind) {
    case 'topic':
      return Prisma.sql`UPDATE item i SET topic_id = b.value::uuid ${from}`;
    case 'right':
      return Prisma.sql`UPDATE item i SET right_to_use = b.value::right_to_use, right_set_by_id = b."by", right_set_at = b.at ${from}`;
    case 'licence':
      return Prisma.sql`UPDATE item i SET licence_note = b.value ${from}`;
    case 'balance':
      return Prisma.sql`UPDATE item i SET current_version_id = b."from" ${from}`;
    default:
      throw new Error(`Nobody knows how to take back a change of ${kind}`);
  }
}
