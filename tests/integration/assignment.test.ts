import { beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/domain/kernel/failure';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import type { Result } from '@/lib/domain/kernel/result';
import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import {
  assignExam,
  assignExamToFound,
  extendAssignment,
  releaseAssignment,
  withdrawAssignment,
} from '@/lib/features/assignment/commands';
import type { AssignExamInput } from '@/lib/features/assignment/contract';
import {
  findAssignment,
  findAssignmentForMember,
  findAssignmentPlan,
  listAssignmentLearners,
  listAssignments,
  listAssignmentsForMember,
} from '@/lib/features/assignment/data';
import { listAssignmentTargets } from '@/lib/features/assignment-target/data';
import { actOnAttempts } from '@/lib/features/attempt-act/commands';
import { inTransaction } from '@/lib/infra/db/tenant';
import { startApplication } from '../support/application';
import {
  createGradedAttempt,
  createOpenAttempt,
  rightAnswer,
  wrongAnswer,
} from '../support/attempt-factories';
import {
  createAssignment,
  createBank,
  createCohort,
  createExam,
  createMember,
  createMembers,
  createOrganisation,
} from '../support/factories';
import { createItems } from '../support/item-factories';

startApplication();

const ZONE = 'America/New_York';
const HOUR = 3_600_000;
const wall = (hoursFromNow: number) => epochMsToWallTime(Date.now() + hoursFromNow * HOUR, ZONE);
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);

async function arrange() {
  const scope = await createOrganisation({ timeZone: ZONE });
  const admin = await createMember(scope, { role: 'admin' });
  const instructor = await createMember(scope, { role: 'instructor' });
  const other = await createMember(scope, { role: 'instructor' });
  const [ada, grace, edsger] = await createMembers(scope, 'learner', 3);
  if (!ada || !grace || !edsger) throw new Error('no learners');
  const cohort = await createCohort(scope, { staff: [instructor], learners: [ada, grace] });
  const otherCohort = await createCohort(scope, { staff: [other], learners: [edsger] });
  const { bankId } = await createBank(scope);
  const items = await createItems(scope, [{ bankId }, { bankId }, { bankId }, { bankId }]);
  const { examId } = await createExam(scope, { items, minutes: 90, cutPercent: 70 });
  return { scope, admin, instructor, other, ada, grace, edsger, cohort, otherCohort, items, examId };
}

let room: Awaited<ReturnType<typeof arrange>>;
beforeAll(async () => {
  room = await arrange();
});

const input = (rest: Partial<AssignExamInput> = {}): AssignExamInput => ({
  examId: room.examId,
  target: { kind: 'cohort', id: room.cohort.cohortId },
  opensAt: wall(1),
  closesAt: wall(48),
  minutes: 90,
  attemptsAllowed: 1,
  feedbackPolicy: 'full',
  releaseRule: 'on_submit',
  shuffleItems: true,
  shuffleOptions: true,
  ...rest,
});

const refusal = <T>(result: Result<T, Failure>): Failure => {
  if (result.ok) throw new Error('It should have been refused');
  return result.error;
};

/** An assignment of the room's cohort as the database has it, open now unless told otherwise. */
async function assigned(rest: Partial<Parameters<typeof createAssignment>[1]> = {}): Promise<string> {
  const { assignmentId } = await createAssignment(room.scope, {
    examId: room.examId,
    assignedById: room.instructor.membershipId,
    ...(rest.membershipId ? {} : { cohortId: room.cohort.cohortId }),
    ...rest,
  });
  return assignmentId;
}

describe('assigning an exam', () => {
  it('reads the window as a clock on the wall of the organisation', async () => {
    const result = await assignExam(
      room.instructor.scope,
      input({ opensAt: '2031-03-09T01:30', closesAt: '2031-03-09T05:00' }),
    );
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const view = await findAssignment(room.instructor.scope, result.value.assignmentId);
    // Clocks go forward at 02:00: half past one is still winter time, five o'clock is summer time.
    expect(view?.opensAt).toBe('2031-03-09T06:30:00.000Z');
    expect(view?.closesAt).toBe('2031-03-09T09:00:00.000Z');
    expect(view?.phase).toBe('coming');
    expect(view?.assignedBy).toBe(room.instructor.displayName);
  });

  it.each([
    ['an hour that no clock shows', { opensAt: '2031-03-09T02:30', closesAt: '2031-03-10T09:00' }, 'opensAt'],
    ['words', { opensAt: 'soon' }, 'opensAt'],
    ['an end before the start', { opensAt: wall(48), closesAt: wall(24) }, 'closesAt'],
    ['an end in the past', { opensAt: wall(-48), closesAt: wall(-24) }, 'closesAt'],
    ['a window shorter than the exam', { opensAt: wall(1), closesAt: wall(2) }, 'closesAt'],
  ])('refuses %s beside its field', async (_, change, field) => {
    const failure = refusal(await assignExam(room.instructor.scope, input(change)));
    expect(Object.keys(failure.fields ?? {})).toEqual([field]);
  });

  it('lets an instructor choose only their own cohorts and the learners in them', async () => {
    const targetsOf = (kind: 'cohort' | 'person') =>
      listAssignmentTargets(room.instructor.scope, { ...WHOLE_LIST, kind });
    const cohorts = await targetsOf('cohort');
    expect(cohorts.rows.map(({ id, learnerCount }) => [id, learnerCount])).toEqual([
      [room.cohort.cohortId, 2],
    ]);
    const people = await targetsOf('person');
    expect(people.rows.map(({ id }) => id).sort()).toEqual(
      [room.ada.membershipId, room.grace.membershipId].sort(),
    );
    const foreignCohort = input({ target: { kind: 'cohort', id: room.otherCohort.cohortId } });
    expect(refusal(await assignExam(room.instructor.scope, foreignCohort)).fields).toHaveProperty('target');
    const foreignPerson = input({ target: { kind: 'person', id: room.edsger.membershipId } });
    expect(refusal(await assignExam(room.instructor.scope, foreignPerson)).fields).toHaveProperty('target');
    expect((await assignExam(room.admin.scope, foreignCohort)).ok).toBe(true);
    const ownPerson = input({ target: { kind: 'person', id: room.ada.membershipId } });
    expect((await assignExam(room.instructor.scope, ownPerson)).ok).toBe(true);
  });

  it('refuses a learner, and an exam or a cohort of another organisation', async () => {
    const elsewhere = await arrange();
    expect((await assignExam(room.ada.scope, input())).ok).toBe(false);
    expect(refusal(await assignExam(room.admin.scope, input({ examId: elsewhere.examId }))).code).toBe(
      'not_found',
    );
    const target = { kind: 'cohort', id: elsewhere.cohort.cohortId } as const;
    expect(refusal(await assignExam(room.admin.scope, input({ target }))).fields).toHaveProperty('target');
  });

  it('refuses an exam that can no longer give a form, before a learner finds out', async () => {
    const { bankId } = await createBank(room.scope);
    const items = await createItems(room.scope, [{ bankId }]);
    const { examId } = await createExam(room.scope, { items });
    await inTransaction(room.scope, (tx) =>
      tx.item.updateMany({
        where: { organisationId: room.scope.organisationId, bankId },
        data: { state: 'retired' },
      }),
    );
    expect(refusal(await assignExam(room.instructor.scope, input({ examId }))).message).toContain(
      'no questions',
    );
  });
});

describe('who looks after an assignment', () => {
  it('the staff of its cohort and admins, and nobody else', async () => {
    const id = await assigned();
    const stranger = (await arrange()).admin.scope;
    expect((await findAssignment(room.instructor.scope, id))?.id).toBe(id);
    expect((await findAssignment(room.admin.scope, id))?.id).toBe(id);
    for (const scope of [room.other.scope, room.ada.scope, stranger]) {
      expect(await findAssignment(scope, id)).toBeNull();
      expect((await listAssignments(scope, WHOLE_LIST)).rows.map((each) => each.id)).not.toContain(id);
      expect((await listAssignmentLearners(scope, id, { ...WHOLE_LIST, progress: null })).total).toBe(0);
      expect(refusal(await withdrawAssignment(scope, id)).code).toBe('not_found');
      expect(refusal(await extendAssignment(scope, id, wall(9000))).code).toBe('not_found');
      expect(refusal(await releaseAssignment(scope, id)).code).toBe('not_found');
    }
  });

  it('goes to everybody whom a search finds, to each as their own, and only when it is still the number that was shown', async () => {
    const here = await arrange();
    const { target: _, ...rules } = input();
    const act = (shown: number, q = '') =>
      assignExamToFound(here.instructor.scope, { ...rules, examId: here.examId, found: { q, shown } });
    expect(refusal(await act(3)).refusal).toEqual({
      reason: 'found_changed',
      params: { shown: 3, found: 2 },
    });
    expect((await listAssignments(here.instructor.scope, WHOLE_LIST)).total).toBe(0);
    expect(await act(2)).toEqual({ ok: true, value: { assignedCount: 2 } });
    const all = await listAssignments(here.instructor.scope, WHOLE_LIST);
    expect(all.rows.map(({ target }) => target).sort()).toEqual(
      [here.ada.displayName, here.grace.displayName].sort(),
    );
    expect((await listAssignments(here.instructor.scope, { q: here.ada.displayName, page: 1 })).total).toBe(
      1,
    );
    expect(refusal(await act(0, 'nobody like this')).refusal?.reason).toBe('found_changed');
  });

  it('an instructor looks after the assignment of one of their learners', async () => {
    const id = await assigned({ membershipId: room.ada.membershipId });
    expect((await findAssignment(room.instructor.scope, id))?.target).toBe(room.ada.displayName);
    expect(await findAssignment(room.other.scope, id)).toBeNull();
  });

  it('shows who has not started, who sits it and who has finished, with the score of each', async () => {
    const id = await assigned();
    const [one, two, three, four] = room.items;
    if (!one || !two || !three || !four) throw new Error('no items');
    await createGradedAttempt(room.scope, {
      assignmentId: id,
      membershipId: room.ada.membershipId,
      answers: [rightAnswer(one), rightAnswer(two), rightAnswer(three), wrongAnswer(four)],
    });
    const learners = await listAssignmentLearners(room.instructor.scope, id, {
      ...WHOLE_LIST,
      progress: null,
    });
    const of = (name: string) => learners.rows.find((learner) => learner.label === name);
    expect(learners.total).toBe(2);
    const counts = { not_started: 1, in_progress: 0, finished: 1 };
    expect((await findAssignment(room.instructor.scope, id))?.progress).toEqual(counts);
    const waiting = { ...WHOLE_LIST, progress: 'not_started' } as const;
    expect((await listAssignmentLearners(room.instructor.scope, id, waiting)).rows).toMatchObject([
      { label: room.grace.displayName },
    ]);
    expect(of(room.ada.displayName)).toMatchObject({ progress: 'finished', attemptsUsed: 1 });
    expect(of(room.ada.displayName)?.score).toMatchObject({ correct: 3, total: 4, percent: 75 });
    expect(of(room.ada.displayName)?.score?.interval[0]).toBeCloseTo(30.06, 1);
    expect(of(room.grace.displayName)).toMatchObject({ progress: 'not_started', score: null });
    const view = await findAssignment(room.instructor.scope, id);
    expect([view?.learnerCount, view?.startedCount, view?.finishedCount]).toEqual([2, 1, 1]);
  });
});

describe('withdrawing', () => {
  it('is refused while somebody sits the exam, also somebody who has left the cohort since', async () => {
    const id = await assigned();
    const left = await createMember(room.scope, { role: 'learner' });
    await createOpenAttempt(room.scope, {
      assignmentId: id,
      membershipId: left.membershipId,
      answers: room.items.map(rightAnswer),
    });
    expect(await findAssignmentPlan(room.instructor.scope, id)).toMatchObject({ running: 1 });
    const failure = refusal(await withdrawAssignment(room.instructor.scope, id));
    expect(failure.code).toBe('conflict');
    expect(failure.message).toContain('1 learner is sitting the exam');
  });

  it('hides the assignment from learners and stops every further change', async () => {
    const id = await assigned();
    const stranger = await createMember(room.scope, { role: 'instructor' });
    expect(await findAssignmentPlan(stranger.scope, id)).toBeNull();
    expect(await withdrawAssignment(room.instructor.scope, id)).toEqual({ ok: true, value: null });
    expect((await findAssignment(room.instructor.scope, id))?.phase).toBe('withdrawn');
    expect(await findAssignmentForMember(room.ada.scope, id)).toBeNull();
    expect(refusal(await extendAssignment(room.instructor.scope, id, wall(9000))).code).toBe('conflict');
    expect(refusal(await withdrawAssignment(room.instructor.scope, id)).code).toBe('conflict');
  });
});

describe('extending', () => {
  it('moves the end later and never earlier', async () => {
    const id = await assigned({ closesAt: inHours(24) });
    const earlier = refusal(await extendAssignment(room.instructor.scope, id, wall(23)));
    expect(earlier.fields).toHaveProperty('closesAt');
    expect((await extendAssignment(room.instructor.scope, id, wall(72))).ok).toBe(true);
    const closesAt = Date.parse((await findAssignment(room.instructor.scope, id))?.closesAt ?? '');
    expect(Math.abs(closesAt - inHours(72).getTime())).toBeLessThan(61_000);
  });

  it('reopens a window that has closed, unless its close released the results', async () => {
    const times = { opensAt: inHours(-48), closesAt: inHours(-24) };
    const practice = await assigned(times);
    expect((await extendAssignment(room.instructor.scope, practice, wall(24))).ok).toBe(true);
    expect((await findAssignment(room.instructor.scope, practice))?.phase).toBe('open');
    const exam = await assigned({ ...times, releaseRule: 'after_close' });
    expect(refusal(await extendAssignment(room.instructor.scope, exam, wall(24))).message).toContain(
      'Results are out',
    );
  });
});

describe('releasing by hand', () => {
  const right = () => room.items.map(rightAnswer);

  it('gives the learner the score, once, and records how many', async () => {
    const id = await assigned({ releaseRule: 'by_hand' });
    const { membershipId } = room.ada;
    const { attemptId } = await createGradedAttempt(room.scope, {
      assignmentId: id,
      membershipId,
      answers: right(),
    });
    const before = await findAssignmentForMember(room.ada.scope, id);
    expect(before?.lastAttempt).toMatchObject({ id: attemptId, state: 'graded', score: null });
    const plan = await findAssignmentPlan(room.instructor.scope, id);
    expect(plan).toEqual({ idle: 1, running: 0, over: 1, releases: 1 });
    expect((await releaseAssignment(room.instructor.scope, id)).ok).toBe(true);
    const after = await findAssignmentForMember(room.ada.scope, id);
    expect(after?.lastAttempt).toMatchObject({ state: 'released', score: { correct: 4, total: 4 } });
    expect(refusal(await releaseAssignment(room.instructor.scope, id)).code).toBe('conflict');
    const [event] = await inTransaction(room.scope, (tx) =>
      tx.auditEvent.findMany({
        where: { organisationId: room.scope.organisationId, subjectId: id, action: 'assignment.released' },
        select: { actorId: true, details: true },
        take: 2,
      }),
    );
    expect(event).toMatchObject({
      actorId: room.instructor.membershipId,
      details: { attempts: plan?.releases },
    });
  });

  it('is refused where results come by themselves', async () => {
    expect(refusal(await releaseAssignment(room.instructor.scope, await assigned())).code).toBe('conflict');
  });
});

describe('what a learner sees', () => {
  it('their own assignments, with everything for the start card', async () => {
    const here = await arrange();
    const { assignmentId } = await createAssignment(here.scope, {
      examId: here.examId,
      assignedById: here.admin.membershipId,
      cohortId: here.cohort.cohortId,
      minutes: 90,
      attemptsAllowed: 2,
    });
    await inTransaction(here.scope, (tx) =>
      tx.accommodation.createMany({
        data: [
          {
            organisationId: here.scope.organisationId,
            membershipId: here.ada.membershipId,
            timeFactor: 1.5,
            extraMinutes: 10,
          },
        ],
      }),
    );
    const view = await findAssignmentForMember(here.ada.scope, assignmentId);
    expect(view).toMatchObject({
      questionCount: 4,
      cutPercent: 70,
      minutes: 90,
      allowedSeconds: 8700,
      attemptsUsed: 0,
      attemptsAllowed: 2,
      phase: 'open',
      group: 'due',
      openAttemptId: null,
      lastAttempt: null,
    });
    expect((await findAssignmentForMember(here.grace.scope, assignmentId))?.allowedSeconds).toBe(5400);
    for (const scope of [here.edsger.scope, here.other.scope, room.ada.scope]) {
      expect(await findAssignmentForMember(scope, assignmentId)).toBeNull();
      expect((await listAssignmentsForMember(scope, WHOLE_LIST)).due.map((each) => each.id)).not.toContain(
        assignmentId,
      );
    }
  });

  it('what is due, what comes and what is over', async () => {
    const here = await arrange();
    const { membershipId } = here.ada;
    const assign = (opensIn: number, closesIn: number, attemptsAllowed = 1) =>
      createAssignment(here.scope, {
        examId: here.examId,
        assignedById: here.admin.membershipId,
        membershipId,
        opensAt: inHours(opensIn),
        closesAt: inHours(closesIn),
        attemptsAllowed,
      });
    const [coming, usedUp, again, missed, running] = [
      await assign(24, 48),
      await assign(-2, 48),
      await assign(-2, 24, 2),
      await assign(-48, -24),
      await assign(-48, -1),
    ];
    const answers = here.items.map(rightAnswer);
    await createGradedAttempt(here.scope, { assignmentId: usedUp.assignmentId, membershipId, answers });
    await createGradedAttempt(here.scope, { assignmentId: again.assignmentId, membershipId, answers });
    const open = await createOpenAttempt(here.scope, {
      assignmentId: running.assignmentId,
      membershipId,
      answers,
    });
    const list = await listAssignmentsForMember(here.ada.scope, WHOLE_LIST);
    expect(list.due.map((each) => each.id)).toEqual([running.assignmentId, again.assignmentId]);
    expect(list.due[0]?.openAttemptId).toBe(open.attemptId);
    expect(list.coming.map((each) => each.id)).toEqual([coming.assignmentId]);
    expect(list.finished.rows.map((each) => each.id)).toEqual([usedUp.assignmentId, missed.assignmentId]);
  });

  it('no score while feedback is hidden, and a voided attempt is given back', async () => {
    const id = await assigned({ feedbackPolicy: 'hidden', attemptsAllowed: 1 });
    const { membershipId } = room.grace;
    const answers = room.items.map(rightAnswer);
    const { attemptId } = await createGradedAttempt(room.scope, { assignmentId: id, membershipId, answers });
    const view = await findAssignmentForMember(room.grace.scope, id);
    expect(view?.lastAttempt).toMatchObject({ state: 'released', score: null });
    expect(view?.group).toBe('finished');
    const voided = await actOnAttempts(room.admin.scope, {
      ...{
        assignmentId: id,
        attemptIds: [attemptId],
        whom: 'chosen',
        kind: 'void',
        reason: 'The alarm rang',
      },
      ...{ minutes: null, from: null, to: null },
    });
    expect(voided.ok).toBe(true);
    expect(await findAssignmentForMember(room.grace.scope, id)).toMatchObject({
      attemptsUsed: 0,
      lastAttempt: null,
      group: 'due',
    });
  });
});
