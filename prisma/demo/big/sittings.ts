import { optionLetters } from '@/lib/domain/form/option-letters';
import { seededRandom, shuffled } from '@/lib/domain/kernel/random';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { writeRows } from '../write-rows';
import { closeSittings, inOrderOfTime, rowsOf, type Sitting } from '../write-sittings';
import type { BigContent, BigExam } from './content';
import { gradeTogether } from './grade-together';
import { pick } from './names';
import type { BigCohort } from './people';
import { BIG } from './size';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface Given {
  readonly id: string;
  readonly exam: BigExam;
  readonly cohort: BigCohort;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Assignments to cohorts, of which the past ones are sat, and to the person who signs in as a learner. */
export async function writeAssignments(
  scope: TenantScope,
  { exams, examIds }: BigContent,
  cohorts: readonly BigCohort[],
  who: { readonly assignedBy: string; readonly ownLearner: string },
  nowMs: number,
): Promise<readonly Given[]> {
  const given = Array.from({ length: BIG.assignments - BIG.ownAssignments }, (_, index): Given => {
    // Three of four are over; the rest is open or comes.
    const opensAt = new Date(nowMs - (index % 4 === 3 ? (index % 8) - 4 : 10 + (index % 50)) * DAY_MS);
    return {
      id: newId(),
      exam: pickAt(exams, index),
      cohort: pickAt(cohorts, index),
      opensAt,
      closesAt: new Date(opensAt.getTime() + 7 * DAY_MS),
    };
  });
  const rules = {
    assigned_by_id: who.assignedBy,
    minutes: 30,
    attempts_allowed: 1,
    feedback_policy: 'full',
    release_rule: 'on_submit',
    shuffle_items: true,
    shuffle_options: true,
    created_at: new Date(nowMs - 61 * DAY_MS),
  };
  const own = Array.from({ length: BIG.ownAssignments }, (_, index) => ({
    id: newId(),
    exam_id: pickAt(examIds, index),
    cohort_id: null,
    membership_id: who.ownLearner,
    ...rules,
    opens_at: new Date(nowMs - (index % 3 === 0 ? 1 : 20) * DAY_MS),
    closes_at: new Date(nowMs + (index % 3 === 0 ? 6 : -9) * DAY_MS),
  }));
  const toCohorts = given.map(({ id, exam, cohort, opensAt, closesAt }) => ({
    id,
    exam_id: exam.examId,
    cohort_id: cohort.cohortId,
    membership_id: null,
    ...rules,
    opens_at: opensAt,
    closes_at: closesAt,
  }));
  await writeRows(scope, { assignment: [...toCohorts, ...own] });
  return given.filter(({ closesAt }) => closesAt.getTime() < nowMs);
}

/** Sittings of assignments that are over, by learners of their cohorts. */
export async function writeBigSittings(
  scope: TenantScope,
  past: readonly Given[],
  learnSizes: () => Promise<void>,
): Promise<readonly Sitting[]> {
  const random = seededRandom(71);
  const each = Math.ceil(BIG.attempts / past.length);
  const sittings = past
    .flatMap((assignment) =>
      shuffled(assignment.cohort.learners, random)
        .slice(0, each)
        .map((membershipId) => sittingOf(assignment, membershipId, random)),
    )
    .slice(0, BIG.attempts);
  const stored = inOrderOfTime(sittings);
  // The policy of each table looks into the one before, in which there are thousands of rows by now.
  for (const [table, rows] of Object.entries(rowsOf(stored))) {
    await writeRows(scope, { [table]: rows });
    await learnSizes();
  }
  await closeSittings(scope, stored);
  const learners = sittings.map(({ membershipId }) => membershipId);
  await gradeTogether(scope, learners, learnSizes);
  return sittings;
}

/** A sitting of somebody of a certain ability; a few stop early and are closed by the clock. */
function sittingOf({ id, exam, opensAt }: Given, membershipId: string, random: () => number): Sitting {
  const startedAt = new Date(opensAt.getTime() + random() * 5 * DAY_MS);
  const deadlineAt = new Date(startedAt.getTime() + 30 * MINUTE_MS);
  const ability = 2 * (random() - 0.4);
  const isStopped = random() < 0.06;
  const reached = isStopped ? Math.floor(exam.items.length * 0.6) : exam.items.length;
  const form = shuffled(exam.items, random).map((item, place) => {
    const { itemId, itemVersionId, optionIds } = item;
    const optionOrder = shuffled(optionIds, random);
    const letters = optionLetters(optionIds, optionOrder);
    return {
      item,
      entry: { itemId, itemVersionId, position: place + 1, optionOrder, optionLetters: letters },
    };
  });
  const answers = form.map(({ item }, place) => {
    const isLeftOut = place >= reached || random() < 0.02;
    const knows = random() < 1 / (1 + Math.exp(-(ability + item.easiness)));
    const distractors = item.optionIds.filter((option) => option !== item.keyId);
    const chosen = knows ? item.keyId : pick(distractors, random);
    return {
      selected: isLeftOut ? [] : [chosen],
      flagged: false,
      rev: isLeftOut ? 0 : 1,
      effort: 1 + random(),
    };
  });
  const closedAt = isStopped ? deadlineAt : new Date(startedAt.getTime() + (12 + 15 * random()) * MINUTE_MS);
  return {
    assignmentId: id,
    membershipId,
    number: 1,
    form: form.map(({ entry }) => entry),
    answers,
    startedAt,
    deadlineAt,
    closedAt,
    closedBy: isStopped ? 'expired' : 'submitted',
  };
}

function pickAt<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('There is nothing to choose from');
  return found;
}
