import 'server-only';
import { can, rolesWith } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { refusal } from '@/lib/domain/kernel/refusal';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import { type CreateExamInput, type HandOver, MAX_QUESTIONS } from './contract';
import { choosable } from './data';

/** Makes an exam that never changes afterwards: what was assigned stays what it was. */
export async function createExam(
  scope: TenantScope,
  asked: CreateExamInput,
): Promise<Result<{ readonly examId: string }, Failure>> {
  const { organisationId } = scope;
  const examId = newId();
  return inTransaction(scope, async (tx) => {
    const resolved = await resolveFound(tx, scope, asked);
    if (!resolved.ok) return resolved;
    const input = resolved.value;
    const refused = await findRefusal(tx, organisationId, input);
    if (refused) return err(refused);
    const { name, selection, minutes, cutPercent, blueprintVersionId } = input;
    const ownerId = actingMembershipId(scope);
    // The unique index decides between two people who send the same name at once; skipDuplicates keeps the transaction alive.
    const made = await tx.exam.createMany({
      data: [
        { organisationId, id: examId, ownerId, name, selection, minutes, cutPercent, blueprintVersionId },
      ],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      const words = 'There is already an exam with this name. Choose another one.';
      return err(failure('conflict', words, { name: words }));
    }
    await addContents(tx, organisationId, examId, input);
    await recordAudit(tx, scope, {
      action: 'exam.created',
      subjectKind: 'exam',
      subjectId: examId,
      details: { name, selection, questions: countOf(input) },
    });
    return ok({ examId });
  });
}

/**
 * "All found" as questions: looked for here and not taken from a page. When their number isn't the one on the screen any more, or is
 * more than an exam holds, there is no exam.
 */
async function resolveFound(
  tx: Tx,
  scope: TenantScope,
  input: CreateExamInput,
): Promise<Result<CreateExamInput, Failure>> {
  if (input.selection === 'drawn' || input.found === undefined) return ok(input);
  const { shown, ...search } = input.found;
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM item i WHERE ${choosable(scope, search)} ORDER BY i.position, i.id`;
  if (found.length !== shown) return err(refuse('conflict', 'found_changed', { shown, found: found.length }));
  const itemIds = [...new Set([...input.itemIds, ...found.map(({ id }) => id)])];
  const tooMany = refusal('too_many_questions', { chosen: itemIds.length, most: MAX_QUESTIONS });
  return itemIds.length > MAX_QUESTIONS
    ? err(refuse('invalid', 'fields_marked', {}, { fieldRefusals: { itemId: tooMany } }))
    : ok({ ...input, itemIds });
}

const countOf = (input: CreateExamInput): number =>
  input.selection === 'fixed' ? input.itemIds.length : input.draws.reduce((sum, { count }) => sum + count, 0);

async function addContents(
  tx: Tx,
  organisationId: string,
  examId: string,
  input: CreateExamInput,
): Promise<void> {
  if (input.selection === 'fixed') {
    await tx.examItem.createMany({
      data: input.itemIds.map((itemId, index) => ({ organisationId, examId, itemId, position: index + 1 })),
    });
    return;
  }
  await tx.examDraw.createMany({
    data: input.draws.map(({ bankId, topicId, count }, index) => ({
      organisationId,
      examId,
      bankId,
      topicId,
      itemCount: count,
      position: index + 1,
    })),
  });
}

/** Why the exam can't be made of this: something isn't there any more, or there is too little of it. */
async function findRefusal(tx: Tx, organisationId: string, input: CreateExamInput): Promise<Failure | null> {
  if (input.blueprintVersionId !== null) {
    const blueprint = await tx.blueprintVersion.findFirst({
      where: { organisationId, id: input.blueprintVersionId },
      select: { id: true },
    });
    if (!blueprint)
      return invalid('blueprintVersionId', 'That blueprint is not there. Choose one of the list.');
  }
  return input.selection === 'fixed'
    ? findMissingItems(tx, organisationId, input.itemIds)
    : findShortDraw(tx, organisationId, input.draws);
}

async function findMissingItems(
  tx: Tx,
  organisationId: string,
  itemIds: readonly string[],
): Promise<Failure | null> {
  const live = await tx.item.count({
    where: { organisationId, id: { in: [...itemIds] }, state: 'live', rightToUse: { not: 'disputed' } },
  });
  if (live === itemIds.length) return null;
  return invalid(
    'itemId',
    `${itemIds.length - live} of the chosen questions are no longer live, or the right to use them is disputed. Load the page again and choose anew.`,
  );
}

async function findShortDraw(
  tx: Tx,
  organisationId: string,
  draws: readonly { bankId: string; topicId: string; count: number }[],
): Promise<Failure | null> {
  const cells = draws.map(({ bankId, topicId }) => `${bankId}:${topicId}`);
  if (new Set(cells).size < cells.length)
    return invalid('drawCount', 'A topic is twice in the list. Enter one number for each topic and bank.');
  const available = await tx.$queryRaw<{ cell: string; topic: string; available: number }[]>`
    SELECT i.bank_id || ':' || i.topic_id AS cell, t.name AS topic, count(*)::int AS available
    FROM item i JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
    JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id AND b.archived_at IS NULL
    WHERE i.organisation_id = ${organisationId}::uuid AND i.state = 'live' AND i.right_to_use <> 'disputed'
      AND i.bank_id || ':' || i.topic_id = ANY(${cells}::text[])
    GROUP BY i.bank_id, i.topic_id, t.name`;
  for (const [index, draw] of draws.entries()) {
    const cell = available.find((each) => each.cell === cells[index]);
    if (!cell)
      return invalid('drawCount', 'A topic of the list has no live questions any more. Set it to 0.');
    if (cell.available < draw.count)
      return invalid('drawCount', `${cell.topic} has ${cell.available} live questions, not ${draw.count}.`);
  }
  return null;
}

const invalid = (field: string, message: string): Failure =>
  failure('invalid', 'Check the marked fields.', { [field]: message });

interface LockedExam {
  readonly name: string;
  readonly archived: boolean;
  readonly ownerId: string | null;
  /** Empty where nobody answers for it, or who did has left. */
  readonly owner: string;
}

/** The exam, locked, for somebody who may change it. */
async function lockToChange(
  tx: Tx,
  scope: TenantScope,
  examId: string,
): Promise<Result<LockedExam, Failure>> {
  const [exam] = await tx.$queryRaw<LockedExam[]>`
    SELECT e.name, e.archived_at IS NOT NULL AS archived, e.owner_id AS "ownerId", coalesce(o.display_name, '') AS owner
    FROM exam e
    LEFT JOIN membership o ON o.organisation_id = e.organisation_id AND o.id = e.owner_id AND o.removed_at IS NULL
    WHERE e.organisation_id = ${scope.organisationId}::uuid AND e.id = ${examId}::uuid FOR NO KEY UPDATE OF e`;
  if (!exam) return err(notFound('exam'));
  const owns = exam.ownerId !== null && exam.ownerId === actingMembershipId(scope);
  return can(scope.actor, 'exam:change', { owns })
    ? ok(exam)
    : err(refuse('forbidden', 'exam_not_own', { owner: exam.owner }));
}

/** Takes an exam out of use until it is restored. Assignments that exist go on; it can't be assigned meanwhile. */
export async function archiveExam(scope: TenantScope, examId: string): Promise<Result<null, Failure>> {
  return inTransaction(scope, async (tx) => {
    const exam = await lockToChange(tx, scope, examId);
    if (!exam.ok) return exam;
    if (exam.value.archived) return err(refuse('conflict', 'exam_archived', { name: exam.value.name }));
    await setArchived(tx, scope, examId, new Date());
    await recordAudit(tx, scope, { action: 'exam.archived', subjectKind: 'exam', subjectId: examId });
    return ok(null);
  });
}

/** Puts an archived exam back into use, as it was. */
export async function restoreExam(scope: TenantScope, examId: string): Promise<Result<null, Failure>> {
  return inTransaction(scope, async (tx) => {
    const exam = await lockToChange(tx, scope, examId);
    if (!exam.ok) return exam;
    if (!exam.value.archived) return err(refuse('conflict', 'exam_in_use', { name: exam.value.name }));
    await setArchived(tx, scope, examId, null);
    await recordAudit(tx, scope, { action: 'exam.restored', subjectKind: 'exam', subjectId: examId });
    return ok(null);
  });
}

const setArchived = (tx: Tx, { organisationId }: TenantScope, id: string, archivedAt: Date | null) =>
  tx.exam.updateMany({ where: { organisationId, id }, data: { archivedAt } });

/** Makes somebody else who teaches here answer for an exam. Administrators only: nobody gets rid of one by giving it away. */
export async function handOverExam(
  scope: TenantScope,
  { examId, ownerId }: HandOver,
): Promise<Result<null, Failure>> {
  const { organisationId } = scope;
  if (!can(scope.actor, 'exam:handover')) return err(refuse('forbidden', 'role_not_allowed', {}));
  return inTransaction(scope, async (tx) => {
    const exam = await lockToChange(tx, scope, examId);
    if (!exam.ok) return exam;
    const fit = await tx.membership.count({
      where: { organisationId, id: ownerId, removedAt: null, role: { in: [...rolesWith('exam:manage')] } },
    });
    if (fit === 0) {
      const fieldRefusals = { ownerId: refusal('exam_owner_unfit', {}) };
      return err(refuse('invalid', 'fields_marked', {}, { fieldRefusals }));
    }
    await tx.exam.updateMany({ where: { organisationId, id: examId }, data: { ownerId } });
    await recordAudit(tx, scope, {
      action: 'exam.handed_over',
      subjectKind: 'exam',
      subjectId: examId,
      details: { from: exam.value.ownerId, to: ownerId },
    });
    return ok(null);
  });
}
