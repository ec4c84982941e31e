import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { formOf } from './attempt-factories';
import {
  createAssignment,
  createBank,
  createExam,
  createMember,
  createOrganisation,
  createTopic,
  type Member,
  type OrganisationScope,
  openSession,
} from './factories';
import { createItems, type ItemFixture } from './item-factories';

type AssignmentRules = Partial<Parameters<typeof createAssignment>[1]>;

/** An organisation with one exam of `itemCount` items over three topics (every third item has two keys), given to learners. */
export interface ExamRoom {
  readonly scope: OrganisationScope;
  readonly admin: Member;
  readonly learners: readonly Member[];
  readonly items: readonly ItemFixture[];
  readonly examId: string;
  readonly assign: (learner: Member, rules?: AssignmentRules) => Promise<string>;
}

export async function openExamRoom(
  given: { itemCount?: number; learnerCount?: number } = {},
): Promise<ExamRoom> {
  const { itemCount = 6, learnerCount = 1 } = given;
  const scope = await createOrganisation();
  const admin = await createMember(scope, { role: 'admin' });
  const learners: Member[] = [];
  for (let i = 0; i < learnerCount; i += 1) learners.push(await createMember(scope, { role: 'learner' }));
  const { bankId } = await createBank(scope);
  const topics = [await createTopic(scope), await createTopic(scope), await createTopic(scope)];
  const items = await createItems(
    scope,
    Array.from({ length: itemCount }, (_, index) => ({
      bankId,
      topicId: topics[index % 3]?.topicId ?? null,
      keyPositions: index % 3 === 2 ? [0, 2] : [index % 4],
    })),
  );
  const { examId } = await createExam(scope, { items });
  const assign = async (learner: Member, rules: AssignmentRules = {}) => {
    const given = { examId, assignedById: admin.membershipId, membershipId: learner.membershipId, ...rules };
    return (await createAssignment(scope, given)).assignmentId;
  };
  return { scope, admin, learners, items, examId, assign };
}

/** A running attempt with the lease that may write. */
export interface Sitting {
  readonly attemptId: string;
  readonly leaseId: string;
  readonly tokenHash: Buffer;
  readonly items: readonly ItemFixture[];
  readonly membershipId: string;
  readonly organisationId: string;
}

/** Seats a learner: an attempt over the given items, in their order, that ends `deadlineInMs` from now. */
export async function seat(
  room: ExamRoom,
  learner: Member,
  given: {
    assignmentId?: string;
    items?: readonly ItemFixture[];
    number?: number;
    deadlineInMs?: number;
  } = {},
): Promise<Sitting> {
  const { organisationId } = room.scope;
  const { items = room.items, number = 1, deadlineInMs = 3_600_000 } = given;
  const assignmentId = given.assignmentId ?? (await room.assign(learner));
  const attemptId = newId();
  const leaseId = newId();
  const deadlineAt = new Date(Date.now() + deadlineInMs);
  await inTransaction(room.scope, async (tx) => {
    await tx.attempt.createMany({
      data: [
        {
          organisationId,
          id: attemptId,
          assignmentId,
          membershipId: learner.membershipId,
          number,
          startedAt: new Date(deadlineAt.getTime() - 3_600_000),
          deadlineAt,
          leaseId,
        },
      ],
    });
    await tx.attemptForm.createMany({ data: [formOf(organisationId, attemptId, items)] });
  });
  const { tokenHash } = await openSession(learner.personId);
  return { attemptId, leaseId, tokenHash, items, membershipId: learner.membershipId, organisationId };
}
