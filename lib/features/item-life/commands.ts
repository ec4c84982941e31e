import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { findStep, type ItemState, mayStep } from '@/lib/domain/item/item-life';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import type { Comment, MoveItem } from './contract';

const notAllowed = failure('forbidden', 'Only those who write questions can do this.');

const STATE_WORDS: Readonly<Record<ItemState, string>> = {
  draft: 'a draft',
  in_review: 'in review',
  live: 'live',
  retired: 'retired',
};

/**
 * Takes an item one step through its life. Running attempts keep it either way. Fails with `invalid` (no such step, a reason is
 * missing), `conflict` (somebody moved it meanwhile), `not_found` or `forbidden`.
 */
export async function moveItem(
  scope: TenantScope,
  { itemId, from, to, note }: MoveItem,
): Promise<Result<void, Failure>> {
  if (!can(scope.actor, 'item:propose')) return err(notAllowed);
  const step = findStep(from, to);
  if (step === null)
    return err(failure('invalid', `A question that is ${STATE_WORDS[from]} can’t become that.`));
  if (!mayStep(step, can(scope.actor, 'item:manage') ? 'manager' : 'author')) {
    return err(failure('forbidden', 'Only owners and admins decide what is used.'));
  }
  if (step.needsNote && note === '') {
    const words = 'Say why, so that the next reader knows.';
    return err(failure('invalid', words, { note: words }));
  }
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const { count } = await tx.item.updateMany({
      where: { organisationId, id: itemId, state: from },
      data: { state: to },
    });
    if (count === 0) return err(await whyNot(tx, organisationId, itemId));
    await recordStep(tx, scope, { itemId, from, to, note });
    return ok(undefined);
  });
}

async function recordStep(tx: Tx, scope: TenantScope, { itemId, from, to, note }: MoveItem): Promise<void> {
  const { organisationId } = scope;
  const actorId = actingMembershipId(scope);
  await tx.itemEvent.createMany({
    data: [{ organisationId, id: newId(), itemId, fromState: from, toState: to, note, actorId }],
  });
  await recordAudit(tx, scope, {
    action: 'item.moved',
    subjectKind: 'item',
    subjectId: itemId,
    details: { from, to, note },
  });
}

async function whyNot(tx: Tx, organisationId: string, id: string): Promise<Failure> {
  const item = await tx.item.findFirst({ where: { organisationId, id }, select: { state: true } });
  if (item === null) return notFound('question');
  return failure(
    'conflict',
    `Somebody was quicker: the question is ${STATE_WORDS[item.state]} by now. Load the page again.`,
  );
}

/** Says something about a version of an item, to other staff. Fails with `not_found` or `forbidden`. */
export async function addComment(
  scope: TenantScope,
  { itemId, versionId, body }: Comment,
): Promise<Result<{ readonly commentId: string }, Failure>> {
  if (!can(scope.actor, 'item:propose')) return err(notAllowed);
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const where = { organisationId, id: versionId, itemId };
    if ((await tx.itemVersion.count({ where })) === 0) return err(notFound('question'));
    const commentId = newId();
    const authorId = actingMembershipId(scope);
    await tx.itemComment.createMany({
      data: [{ organisationId, id: commentId, itemId, itemVersionId: versionId, authorId, body }],
    });
    await recordAudit(tx, scope, {
      action: 'item.commented',
      subjectKind: 'item',
      subjectId: itemId,
      details: { comment: commentId, version: versionId },
    });
    return ok({ commentId });
  });
}
