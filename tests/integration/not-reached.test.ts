import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerKinds } from '@/lib/domain/grading/answer-kind';
import { correctKey } from '@/lib/features/key-correction/commands';
import { findItemKey } from '@/lib/features/key-correction/data';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { closeByClock } from '../support/close-by-clock';
import type { ItemFixture } from '../support/item-factories';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';

const database = startApplication();

type Ending = 'submitted' | 'expired';
/** Right, wrong, or null for a blank. */
type Marks = readonly (boolean | null)[];

const chosenFor = ({ keyIds, optionIds }: ItemFixture, mark: boolean | null): readonly string[] => {
  if (mark === null) return [];
  return mark ? keyIds : optionIds.filter((id) => !keyIds.includes(id)).slice(0, 1);
};

/** Answers as the browser does; a blank is cleared again where `touched` says so, and else never touched. */
async function sit(sitting: Sitting, marks: Marks, ending: Ending, touched = false): Promise<void> {
  const { attemptId, leaseId, tokenHash } = sitting;
  for (const [place, item] of sitting.items.entries()) {
    const selected = chosenFor(item, marks[place] ?? null);
    if (selected.length === 0 && !touched) continue;
    await saveResponse(tokenHash, {
      attemptId,
      leaseId,
      itemId: item.itemId,
      rev: 1,
      selected,
      flagged: touched,
    });
  }
  if (ending === 'submitted') await handIn(tokenHash, attemptId, leaseId, newId());
  else await closeByClock(database().admin, [attemptId]);
}

interface GradeRow {
  answered: boolean;
  reached: boolean;
  correct: boolean;
  first_exposure: boolean;
}
const gradesOf = async ({ attemptId }: Sitting) =>
  (
    await database().admin.query<GradeRow>(
      `SELECT g.answered, g.reached, g.correct, g.first_exposure FROM item_grade g
       JOIN attempt_item ai ON ai.attempt_id = g.attempt_id AND ai.item_id = g.item_id
       WHERE g.attempt_id = $1 ORDER BY ai.position`,
      [attemptId],
    )
  ).rows;

const kindOf = ({ answered, reached }: GradeRow) => {
  if (answered) return 'answered';
  return reached ? 'omitted' : 'notReached';
};

const scoreOf = async ({ attemptId }: Sitting) =>
  (
    await database().admin.query<{ correct: number; answered: number; items: number }>(
      'SELECT correct, answered, items FROM attempt_grade WHERE attempt_id = $1',
      [attemptId],
    )
  ).rows[0];

const sumsOf = async ({ scope }: ExamRoom) =>
  (
    await database().admin.query<Record<string, number>>(
      `SELECT sum(first_count)::int AS met, sum(first_correct)::int AS correct, sum(first_omitted)::int AS omitted,
         sum(repeat_count)::int AS repeated, sum(repeat_omitted)::int AS "repeatOmitted", sum(not_reached)::int AS "notReached"
       FROM learner_topic_rollup WHERE organisation_id = $1`,
      [scope.organisationId],
    )
  ).rows[0];

async function roomFor(itemCount: number) {
  const room = await openExamRoom({ itemCount });
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  return { room, learner };
}

const ONE_OF_EACH: Marks = [true, null, false, true, null, null];

describe('an attempt that the clock closed', () => {
  it('has not reached what comes after its last answer, and passed over what is blank before it', async () => {
    const { room, learner } = await roomFor(6);
    const sitting = await seat(room, learner);
    await sit(sitting, ONE_OF_EACH, 'expired');
    expect((await gradesOf(sitting)).map(kindOf)).toEqual([
      'answered',
      'omitted',
      'answered',
      'answered',
      'notReached',
      'notReached',
    ]);
    expect(await sumsOf(room)).toEqual({
      met: 4,
      correct: 2,
      omitted: 1,
      repeated: 0,
      repeatOmitted: 0,
      notReached: 2,
    });
  });

  it('has the score that it always had: of all questions', async () => {
    const { room, learner } = await roomFor(6);
    const sitting = await seat(room, learner);
    await sit(sitting, ONE_OF_EACH, 'expired');
    expect(await scoreOf(sitting)).toEqual({ correct: 2, answered: 3, items: 6 });
  });

  it('reached nothing by an answer that was cleared again, or by a flag', async () => {
    const { room, learner } = await roomFor(6);
    const sitting = await seat(room, learner);
    await sit(sitting, ONE_OF_EACH, 'expired', true);
    expect((await gradesOf(sitting)).filter(({ reached }) => !reached)).toHaveLength(2);
  });

  it('leaves questions that it did not reach to be met for the first time later', async () => {
    const { room, learner } = await roomFor(6);
    const assignmentId = await room.assign(learner);
    await sit(await seat(room, learner, { assignmentId }), ONE_OF_EACH, 'expired');
    const second = await seat(room, learner, { assignmentId, number: 2 });
    await sit(second, [true, true, true, true, true, null], 'submitted');
    expect((await gradesOf(second)).map(({ first_exposure }) => first_exposure)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(await sumsOf(room)).toEqual({
      met: 6,
      correct: 3,
      omitted: 2,
      repeated: 4,
      repeatOmitted: 0,
      notReached: 2,
    });
  });

  it('gets the point where a correction gives it to everybody, and no evidence', async () => {
    const { room, learner } = await roomFor(6);
    const sitting = await seat(room, learner);
    await sit(sitting, ONE_OF_EACH, 'expired');
    const before = await sumsOf(room);
    const item = room.items[5];
    const now = await findItemKey(room.admin.scope, item?.itemId ?? '');
    if (!item || !now) throw new Error('The item is gone');
    const done = await correctKey(room.admin.scope, {
      itemId: item.itemId,
      fromVersionId: now.versionId,
      key: item.optionIds.filter((id) => !item.keyIds.includes(id)).slice(0, 1),
      policy: 'full_credit',
      reason: 'The guide says so',
      rationaleOf: [],
      rationale: [],
    });
    expect(done.ok).toBe(true);
    expect(await scoreOf(sitting)).toEqual({ correct: 3, answered: 3, items: 6 });
    expect(await sumsOf(room)).toEqual(before);
  });

  it('without any answer says nothing about anyone', async () => {
    const { room, learner } = await roomFor(3);
    const sitting = await seat(room, learner);
    await sit(sitting, [null, null, null], 'expired');
    expect((await gradesOf(sitting)).every(({ reached }) => !reached)).toBe(true);
    expect(await sumsOf(room)).toMatchObject({ met: null, notReached: null });
  });
});

describe('a submitted attempt', () => {
  it('passed over every question that is blank', async () => {
    const { room, learner } = await roomFor(6);
    const sitting = await seat(room, learner);
    await sit(sitting, ONE_OF_EACH, 'submitted');
    expect((await gradesOf(sitting)).every(({ reached }) => reached)).toBe(true);
    expect(await sumsOf(room)).toMatchObject({ met: 6, correct: 2, omitted: 3, notReached: 0 });
  });
});

describe('the database and lib/domain/grading', () => {
  it('call every question the same, whatever was answered and however it ended', async () => {
    const { room, learner } = await roomFor(7);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(true, false, null), { minLength: 7, maxLength: 7 }),
        fc.constantFrom<Ending>('submitted', 'expired'),
        fc.boolean(),
        async (marks, ending, touched) => {
          const sitting = await seat(room, learner);
          await sit(sitting, marks, ending, touched);
          const kinds = answerKinds(
            ending,
            marks.map((mark) => mark !== null),
          );
          expect((await gradesOf(sitting)).map(kindOf)).toEqual(kinds);
        },
      ),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
