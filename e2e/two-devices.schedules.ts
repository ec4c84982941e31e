import fc from 'fast-check';
import { paths } from '@/lib/ui/paths';
import { AttemptModel } from '@/tests/support/attempt-model';
import { DeviceModel } from '@/tests/support/device-model';
import { expect, test } from './fixtures';
import { query } from './support/database';
import { type Act, PairedDevice } from './support/device-pair';
import { questionHeading, startExam, submitExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

const SCHEDULES = 50;
const PER_ATTEMPT = 10;
/** Enough questions that ten of them have one key. */
const ITEMS = 16;

const device = fc.constantFrom<0 | 1>(0, 1);
const option = fc.nat({ max: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), device, option }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answerUnheard' as const), device, option }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('goOffline' as const), device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('goOnline' as const), device }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('continueHere' as const), device }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), device }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      device,
      keep: fc.constantFrom('here' as const, 'there' as const),
    }),
  },
);
const schedules = fc.sample(fc.array(act, { minLength: 8, maxLength: 14 }), {
  numRuns: SCHEDULES,
  seed: 20_261_201,
});

interface Asked {
  readonly itemId: string;
  readonly position: number;
  /** The letter by which each option is stored, in the order of the screen. */
  readonly letters: string;
}

/** The questions of one key and four options or more. */
const askedOf = (attemptId: string) =>
  query<Asked>(
    `SELECT v.item_id AS "itemId", p.position::int AS position, p.letters
     FROM attempt_form f
     CROSS JOIN LATERAL unnest(f.item_version_ids, f.option_orders) WITH ORDINALITY p(id, letters, position)
     JOIN item_version v ON v.organisation_id = f.organisation_id AND v.id = p.id
     JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
     WHERE f.attempt_id = $1 AND cardinality(k.option_ids) = 1 AND length(p.letters) >= 4
     ORDER BY p.position LIMIT ${PER_ATTEMPT}`,
    [attemptId],
  );

const storedOf = async (attemptId: string, position: number) =>
  (
    await query<{ answer: string }>(
      'SELECT answer FROM response_event WHERE attempt_id = $1 AND position = $2 ORDER BY rev',
      [attemptId, position],
    )
  ).map(({ answer }) => answer);

test('two browsers end where the model of two devices ends', async ({ openPage }) => {
  const figures = { acts: 0, revisions: 0, choices: 0, late: 0 };
  const waiting = [...schedules];
  for (let round = 1; waiting.length > 0; round += 1) {
    const learner = await addFreshLearner({ name: `Tova Twice ${round}`, itemCount: ITEMS, minutes: 120 });
    const server = new AttemptModel();
    const left = new PairedDevice(await openPage(learner.state), new DeviceModel('left', server));
    const right = new PairedDevice(await openPage(learner.state), new DeviceModel('right', server));
    const pair = [left, right] as const;
    const attemptId = await startExam(left.page, learner.assignmentId);
    left.model.claim(true);
    const asked = await askedOf(attemptId);
    expect(asked).toHaveLength(PER_ATTEMPT);
    await right.page.goto(paths.attempt(attemptId));
    right.model.claim(true);
    let last: Asked | undefined;
    for (const question of asked) {
      const schedule = waiting.shift();
      if (!schedule) break;
      last = question;
      const { itemId, position, letters } = question;
      for (const { page } of pair) {
        await page.evaluate((hash) => {
          window.location.hash = hash;
        }, `q${position}`);
        await expect(questionHeading(page, position)).toBeVisible();
      }
      await test.step(`question ${position}: ${JSON.stringify(schedule)}`, async () => {
        for (const each of schedule) {
          const at = pair[each.device];
          if (!(await at.play(each, itemId, position))) continue;
          figures.acts += 1;
          await at.expectAsModel(itemId);
          if (each.do !== 'choose' && at.model.outbox.choices.has(itemId)) figures.choices += 1;
        }
        await left.settle(itemId, position, 'here');
        await right.settle(itemId, position, 'there');
        const expected = server.rows.filter((row) => row.itemId === itemId);
        expect(await storedOf(attemptId, position), JSON.stringify(schedule)).toEqual(
          expected.map(({ selected }) => selected.map((nth) => letters[Number(nth)]).join('')),
        );
        figures.revisions += expected.length;
      });
    }
    if (!last) throw new Error('An attempt without a schedule');
    // The end: one hands in while the other, without a network, has an answer that nobody has seen.
    const { itemId, position, letters } = last;
    await left.continueHere();
    await left.goOffline();
    const shown = Number(left.model.outbox.stored.get(itemId)?.selected[0] ?? '0');
    const unseen = (shown + 1) % 4;
    await left.play({ do: 'answer', device: 0, option: unseen }, itemId, position);
    await right.play({ do: 'reload', device: 1 }, itemId, position);
    await submitExam(right.page);
    server.state = 'closed';
    await left.goOnline();
    await expect(left.page).toHaveURL(/\/receipt$/);
    const late = await query<{ answer: string; position: number }>(
      'SELECT answer, position FROM late_response WHERE attempt_id = $1',
      [attemptId],
    );
    expect(server.late).toHaveLength(1);
    expect(late).toEqual([{ answer: letters[unseen], position }]);
    figures.late += late.length;
    for (const { page } of pair) await page.close();
  }
  console.log(
    `check:two-devices-browser: ${SCHEDULES} schedules, ${figures.acts} acts in two browsers, ${figures.revisions} revisions stored, ` +
      `${figures.choices} times a choice was asked for, ${figures.late} answers kept late; 0 differ from the model`,
  );
});
