import { choiceLetters, optionLetters } from '@/lib/domain/form/option-letters';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { administrator } from './administrator';
import type { ItemFixture } from './item-factories';

/** What a learner did with one item: the options they chose, none for an unanswered one. */
export interface Answer {
  readonly item: ItemFixture;
  readonly chosen: readonly string[];
}

export const rightAnswer = (item: ItemFixture): Answer => ({ item, chosen: item.keyIds });
export const noAnswer = (item: ItemFixture): Answer => ({ item, chosen: [] });

/** The first distractor, or the one `nth` after it. */
export function wrongAnswer(item: ItemFixture, nth = 0): Answer {
  const distractors = item.optionIds.filter((id) => !item.keyIds.includes(id));
  return { item, chosen: [distractors[nth % distractors.length] ?? ''] };
}

/** A form of these items, in their order, with their options in the order of the author. */
export const formOf = (organisationId: string, attemptId: string, items: readonly ItemFixture[]) => ({
  organisationId,
  attemptId,
  itemVersionIds: items.map(({ itemVersionId }) => itemVersionId),
  optionOrders: items.map(({ optionIds }) => optionLetters(optionIds, optionIds)),
});

interface AttemptInput {
  readonly assignmentId: string;
  readonly membershipId: string;
  readonly answers: readonly Answer[];
  readonly number?: number;
  readonly simulated?: boolean;
}

/** A running attempt with its frozen form and stored responses; nothing is graded yet. */
export async function createOpenAttempt(
  scope: TenantScope,
  given: AttemptInput & { leaseId?: string; startedAt?: Date; deadlineAt?: Date },
): Promise<{ attemptId: string; leaseId: string }> {
  const attemptId = newId();
  const leaseId = given.leaseId ?? newId();
  await inTransaction(scope, (tx) =>
    writeAttempt(tx, scope.organisationId, { ...given, attemptId, leaseId }),
  );
  return { attemptId, leaseId };
}

/**
 * A graded attempt, by the same database functions that serve a submission and its jobs: receipt, grades, roll-ups and release.
 * `closedAt` moves it into the past, which decides about how fresh its evidence is.
 */
export async function createGradedAttempt(
  scope: TenantScope,
  given: AttemptInput & { closedAt?: Date },
): Promise<{ attemptId: string }> {
  const { organisationId } = scope;
  const attemptId = newId();
  const startedAt = new Date((given.closedAt?.getTime() ?? Date.now()) - 30 * 60 * 1000);
  await inTransaction(scope, async (tx) => {
    await writeAttempt(tx, organisationId, { ...given, attemptId, leaseId: newId(), startedAt });
    await tx.$queryRaw`
      SELECT app.close_attempt(${organisationId}::uuid, ${attemptId}::uuid, 'submitted', ${newId()}::uuid,
                               ${given.membershipId}::uuid)::text AS receipt`;
  });
  if (given.closedAt)
    await administrator().query('UPDATE attempt SET closed_at = $1 WHERE id = $2', [
      given.closedAt,
      attemptId,
    ]);
  await inTransaction(scope, async (tx) => {
    await tx.$queryRaw`SELECT app.grade_attempt(${organisationId}::uuid, ${attemptId}::uuid)`;
    await tx.$queryRaw`SELECT app.fold_attempts(${organisationId}::uuid, ${[attemptId]}::uuid[])`;
  });
  return { attemptId };
}

async function writeAttempt(
  tx: Tx,
  organisationId: string,
  given: AttemptInput & { attemptId: string; leaseId: string; startedAt?: Date; deadlineAt?: Date },
) {
  const { attemptId, answers } = given;
  const startedAt = given.startedAt ?? new Date();
  const deadlineAt = given.deadlineAt ?? new Date(startedAt.getTime() + 60 * 60 * 1000);
  await tx.attempt.createMany({
    data: [
      {
        organisationId,
        id: attemptId,
        assignmentId: given.assignmentId,
        membershipId: given.membershipId,
        number: given.number ?? 1,
        leaseId: given.leaseId,
        startedAt,
        deadlineAt,
        simulated: given.simulated ?? false,
      },
    ],
  });
  const items = answers.map(({ item }) => item);
  await tx.attemptForm.createMany({ data: [formOf(organisationId, attemptId, items)] });
  await tx.responseEvent.createMany({
    data: answers.flatMap(({ item, chosen }, index) =>
      chosen.length === 0
        ? []
        : [
            {
              organisationId,
              attemptId,
              position: index + 1,
              rev: 1,
              epoch: 1,
              receivedAt: startedAt,
              answer: choiceLetters(item.optionIds, chosen),
            },
          ],
    ),
  });
}
