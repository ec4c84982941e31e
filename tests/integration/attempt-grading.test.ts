import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeResponse } from '@/lib/domain/grading/grade-response';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import type { ItemFixture } from '../support/item-factories';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';

const database = startApplication();

/** Choices for every item of a form: which options, by position. */
type Choices = readonly (readonly number[])[];
const choices = (itemCount: number) =>
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }), {
    minLength: itemCount,
    maxLength: itemCount,
  });

const chosenIds = (item: ItemFixture, positions: readonly number[]) =>
  positions.flatMap((position) => item.optionIds[position] ?? []).slice(0, item.keyIds.length);

async function answerAndSubmit(sitting: Sitting, made: Choices) {
  const { attemptId, tokenHash, leaseId } = sitting;
  for (const [index, item] of sitting.items.entries()) {
    const selected = chosenIds(item, made[index] ?? []);
    // An item that nothing was chosen for is sometimes cleared and sometimes never touched.
    if (selected.length === 0 && index % 2) continue;
    await saveResponse(tokenHash, {
      attemptId,
      leaseId,
      itemId: item.itemId,
      rev: 1,
      selected,
      flagged: false,
    });
  }
  return handIn(tokenHash, attemptId, leaseId, newId());
}

const rollups = async ({ scope }: ExamRoom) => {
  const read = async (table: string, order: string) =>
    (
      await database().admin.query(`SELECT * FROM ${table} WHERE organisation_id = $1 ORDER BY ${order}`, [
        scope.organisationId,
      ])
    ).rows;
  return {
    items: await read('item_rollup', 'assignment_id, item_version_id'),
    options: await read('option_rollup', 'assignment_id, item_version_id, option_id'),
    topics: await read('learner_topic_rollup', 'membership_id, topic_id'),
  };
};

describe('grading', () => {
  it('in the database gives the verdicts of lib/domain/grading on any answers', async () => {
    const room = await openExamRoom({ itemCount: 9 });
    const [learner] = room.learners;
    if (!learner) throw new Error('The room is empty');
    await fc.assert(
      fc.asyncProperty(choices(9), async (made) => {
        const sitting = await seat(room, learner);
        await answerAndSubmit(sitting, made);
        const { rows } = await database().admin.query<{
          item_id: string;
          correct: boolean;
          answered: boolean;
        }>('SELECT item_id, correct, answered FROM item_grade WHERE attempt_id = $1', [sitting.attemptId]);
        expect(rows).toHaveLength(9);
        const verdicts = sitting.items.map((item, index) =>
          gradeResponse(chosenIds(item, made[index] ?? []), item.keyIds),
        );
        for (const [index, item] of sitting.items.entries()) {
          const row = rows.find(({ item_id }) => item_id === item.itemId);
          expect(row?.correct).toBe(verdicts[index] === 'correct');
          expect(row?.answered).toBe(verdicts[index] !== 'unanswered');
        }
        const score = await database().admin.query(
          'SELECT correct, answered, items FROM attempt_grade WHERE attempt_id = $1',
          [sitting.attemptId],
        );
        expect(score.rows).toEqual([
          {
            correct: verdicts.filter((verdict) => verdict === 'correct').length,
            answered: verdicts.filter((verdict) => verdict !== 'unanswered').length,
            items: 9,
          },
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it('changes nothing when it is asked for twice', async () => {
    const room = await openExamRoom({ itemCount: 3 });
    const [learner] = room.learners;
    if (!learner) throw new Error('The room is empty');
    const sitting = await seat(room, learner);
    await answerAndSubmit(sitting, [[0], [1], [0, 2]]);
    const before = await rollups(room);
    const again = await inTransaction(
      room.scope,
      (tx) => tx.$queryRaw<{ graded: boolean }[]>`
        SELECT app.grade_attempt(${room.scope.organisationId}::uuid, ${sitting.attemptId}::uuid) AS graded`,
    );
    expect(again).toEqual([{ graded: false }]);
    expect(await rollups(room)).toEqual(before);
  });
});

describe('the roll-ups', () => {
  it('after any number of attempts, repeated and concurrent ones too, are what a rebuild gives', async () => {
    const room = await openExamRoom({ itemCount: 6, learnerCount: 5 });
    const made = fc.sample(choices(6), { numRuns: 40, seed: 7 });
    const assignments = await Promise.all(room.learners.map((learner) => room.assign(learner)));
    let next = 0;
    for (let number = 1; number <= 4; number += 1) {
      const seats = await Promise.all(
        room.learners.map((learner, index) =>
          seat(room, learner, {
            assignmentId: assignments[index] ?? '',
            number,
            // Forms overlap without being equal, and one is left without any answer.
            items: room.items.slice(number - 1, number + 3),
          }),
        ),
      );
      await Promise.all(
        seats.map((sitting, index) => {
          next += 1;
          return answerAndSubmit(sitting, number === 2 && index === 0 ? [] : (made[next] ?? []));
        }),
      );
    }
    const kept = await rollups(room);
    expect(kept.items.length).toBeGreaterThan(20);
    expect(kept.topics.length).toBeGreaterThan(10);
    await inTransaction(room.scope, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text`);
    expect(await rollups(room)).toEqual(kept);
  });

  it('count an item as met for the first time once, also when two attempts are graded at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await openExamRoom({ itemCount: 4 });
      const [person] = other.learners;
      if (!person) throw new Error('The room is empty');
      const sittings = [await seat(other, person), await seat(other, person), await seat(other, person)];
      await Promise.all(sittings.map((sitting) => answerAndSubmit(sitting, [[0], [1], [2], [3]])));
      const { rows } = await database().admin.query<{ item_id: string; n: number }>(
        `SELECT item_id, count(*)::int AS n FROM item_grade
         WHERE membership_id = $1 AND first_exposure GROUP BY item_id`,
        [person.membershipId],
      );
      expect(rows.map(({ n }) => n)).toEqual([1, 1, 1, 1]);
    }
  });
});
