import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { actOnAttempts, undoActs } from '@/lib/features/attempt-act/commands';
import { newId } from '@/lib/infra/id';
import { claimAttempt, saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { AttemptModel, type StaffStep } from '../support/attempt-model';
import { closeByClock } from '../support/close-by-clock';
import { type ExamRoom, openExamRoom, seat } from '../support/sitting';

const database = startApplication();

let room: ExamRoom;
beforeAll(async () => {
  room = await openExamRoom({ itemCount: 2 });
});

const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('claim' as const), by: fc.constantFrom(0, 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      by: fc.constantFrom(0, 1),
      item: fc.constantFrom(0, 1),
      option: fc.constantFrom(0, 1, 2),
      olderEpochs: fc.constantFrom(0, 0, 0, 1, 2),
      olderBase: fc.constantFrom(0, 0, 1, 2, 5),
      above: fc.constantFrom(1, 1, 2, 3),
    }),
  },
);

it('answers of two devices meet the same outcomes in the database as in the model', async () => {
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  const { tokenHash, attemptId, items } = await seat(room, learner);
  const model = new AttemptModel();
  const leases = [newId(), newId()];
  const met = new Set<string>();
  let epoch = 1;
  const steps = fc.sample(fc.array(step, { minLength: 300, maxLength: 300, size: 'max' }), {
    numRuns: 1,
    seed: 7,
  });
  for (const each of [{ do: 'claim' as const, by: 0 }, ...(steps[0] ?? [])]) {
    const lease = leases[each.by] ?? '';
    if (each.do === 'claim') {
      const claim = await claimAttempt(tokenHash, attemptId, lease);
      const expected = model.claim(lease);
      expect(claim.epoch).toBe(expected?.epoch);
      epoch = claim.epoch ?? epoch;
      continue;
    }
    const item = items[each.item];
    const itemId = item?.itemId ?? '';
    const selected = [item?.optionIds[each.option] ?? ''];
    const top = model.current(itemId)?.rev ?? 0;
    const base = Math.max(0, top - each.olderBase);
    const made = { epoch: Math.max(1, epoch - each.olderEpochs), base, rev: base + each.above };
    const sent = { itemId, selected, ...made };
    const real = await saveResponse(tokenHash, { ...sent, attemptId, leaseId: lease, agoMs: 0, acts: '' });
    const reply = model.write({ ...sent, lease, given: 0 });
    expect({ sent: made, outcome: real.status }).toEqual({ sent: made, outcome: reply.outcome });
    met.add(real.status);
    const now = model.current(itemId);
    if (real.status !== 'superseded') expect([real.rev, real.epoch]).toEqual([now?.rev, now?.epoch]);
  }
  expect([...met].sort()).toEqual(['conflict', 'duplicate', 'saved', 'stale', 'superseded']);
});

const STAFF: readonly StaffStep[] = [
  ...([
    'pause',
    'go_on',
    'go_on',
    'end',
    'end',
    'reopen',
    'reopen',
    'close_again',
    'void',
    'unvoid',
  ] as const),
  ...(['unvoid', 'accept_late', 'accept_late', 'unaccept_late'] as const),
];
const acts = ['pause', 'reopen', 'void', 'accept_late'] as const;
const UNDOES = {
  go_on: 'pause',
  close_again: 'reopen',
  unvoid: 'void',
  unaccept_late: 'accept_late',
} as const;
const isDone = (kind: StaffStep): kind is (typeof acts)[number] => acts.some((act) => act === kind);

/** Does to the sitting what staff or the clock do to the model; gives the word that it comes to. */
function staffOf(assignmentId: string, attemptId: string) {
  const batches = new Map<string, string[]>();
  const word = (done: Awaited<ReturnType<typeof actOnAttempts>> | Awaited<ReturnType<typeof undoActs>>) => {
    if (done.ok) return 'done';
    const { refusal } = done.error;
    return refusal?.reason === 'act_on_nobody' ? (refusal.params.left[0] ?? 'nobody') : done.error.code;
  };
  return async (step: StaffStep): Promise<string> => {
    if (step === 'end') {
      await closeByClock(database().admin, [attemptId]);
      return 'done';
    }
    if (isDone(step)) {
      const whom = { assignmentId, attemptIds: [attemptId], whom: 'chosen', from: null, to: null } as const;
      const minutes = step === 'reopen' ? '30' : null;
      const done = await actOnAttempts(room.admin.scope, { ...whom, kind: step, minutes, reason: 'x' });
      if (done.ok) batches.set(step, [...(batches.get(step) ?? []), done.value.batchId]);
      return word(done);
    }
    const kind = UNDOES[step];
    const batchId = batches.get(kind)?.at(-1);
    if (!batchId) return kind === 'pause' ? 'not_paused' : kind === 'void' ? 'not_running' : 'already_undone';
    const undone = await undoActs(room.admin.scope, { assignmentId, batchId, reason: 'y' });
    if (undone.ok) batches.set(kind, batches.get(kind)?.slice(0, -1) ?? []);
    return word(undone);
  };
}

/** Every answer that is stored, and every one that is kept apart, with what was decided about it. */
async function expectSameRows(
  attemptId: string,
  moment: number,
  model: AttemptModel,
  items: readonly { readonly itemId: string; readonly optionIds: readonly string[] }[],
): Promise<void> {
  const { admin } = database();
  const { rows } = await admin.query<{ row: string }>(
    `SELECT concat_ws(' ', position, rev, epoch, answer) AS row FROM response_event WHERE attempt_id = $1 AND position > 0
     UNION ALL SELECT concat_ws(' ', 'late', position, rev, epoch, answer, act_id IS NOT NULL) FROM late_response WHERE attempt_id = $1`,
    [attemptId],
  );
  const place = (itemId: string) => items.findIndex((item) => item.itemId === itemId);
  const letter = (itemId: string, [id]: readonly string[]) =>
    id === undefined ? '' : 'abcd'.charAt(items[place(itemId)]?.optionIds.indexOf(id) ?? 9);
  const text = (...parts: readonly (string | number)[]) => parts.join(' ');
  const expected = [
    ...model.rows.map(({ itemId, rev, epoch, selected }) =>
      text(place(itemId) + 1, rev, epoch, letter(itemId, selected)),
    ),
    ...model.late.map(({ itemId, rev, epoch, selected, act }) =>
      text('late', place(itemId) + 1, rev, epoch, letter(itemId, selected), act === undefined ? 'f' : 't'),
    ),
  ];
  expect({ moment, rows: rows.map(({ row }) => row).sort() }).toEqual({ moment, rows: expected.sort() });
}

it('acts of staff between those answers come to the same in the database as in the model', async () => {
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  const assignmentId = await room.assign(learner, { releaseRule: 'by_hand' });
  const { tokenHash, attemptId, items } = await seat(room, learner, { assignmentId });
  const model = new AttemptModel();
  const staff = staffOf(assignmentId, attemptId);
  const leases = [newId(), newId()];
  const met = new Set<string>();
  const staffStep = fc.record({ do: fc.constant('staff' as const), act: fc.constantFrom(...STAFF) });
  const [steps = []] = fc.sample(
    fc.array(fc.oneof({ weight: 5, arbitrary: step }, { weight: 3, arbitrary: staffStep }), {
      minLength: 160,
      maxLength: 160,
      size: 'max',
    }),
    { numRuns: 1, seed: 11 },
  );
  let epoch = 1;
  for (const [moment, each] of [{ do: 'claim' as const, by: 0 }, ...steps].entries()) {
    if (each.do === 'staff') {
      const real = await staff(each.act);
      const act = `${moment} ${each.act}`;
      expect({ act, status: real }).toEqual({ act, status: model.staff(each.act) });
      met.add(`${each.act} ${real}`);
    } else if (each.do === 'claim') {
      const lease = leases[each.by] ?? '';
      const claim = await claimAttempt(tokenHash, attemptId, lease);
      const expected = model.claim(lease);
      expect([moment, claim.epoch ?? null]).toEqual([moment, expected?.epoch ?? null]);
      epoch = claim.epoch ?? epoch;
    } else {
      const lease = leases[each.by] ?? '';
      const item = items[each.item];
      const itemId = item?.itemId ?? '';
      const selected = [item?.optionIds[each.option] ?? ''];
      const base = Math.max(0, (model.current(itemId)?.rev ?? 0) - each.olderBase);
      const made = { epoch: Math.max(0, epoch - each.olderEpochs), base, rev: base + each.above };
      const sent = { itemId, selected, ...made };
      const real = await saveResponse(tokenHash, { ...sent, attemptId, leaseId: lease, agoMs: 0, acts: '' });
      const reply = model.write({ ...sent, lease, given: moment });
      // The clock ended it; whether the sweeper has closed it by now is all the same to a browser.
      const outcome = real.status === 'late' ? 'closed' : real.status;
      expect({ moment, sent: made, outcome }).toEqual({ moment, sent: made, outcome: reply.outcome });
      met.add(outcome);
    }
    await expectSameRows(attemptId, moment, model, items);
  }
  for (const must of [
    'reopen done',
    'accept_late done',
    'unaccept_late done',
    'void done',
    'unvoid done',
    'closed',
    'paused',
  ])
    expect([...met]).toContain(must);
}, 60_000);
