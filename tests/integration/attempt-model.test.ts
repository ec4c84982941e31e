import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/infra/id';
import { claimAttempt, saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { AttemptModel } from '../support/attempt-model';
import { type ExamRoom, openExamRoom, seat } from '../support/sitting';

startApplication();

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
    const reply = model.write({ ...sent, lease });
    expect({ sent: made, outcome: real.status }).toEqual({ sent: made, outcome: reply.outcome });
    met.add(real.status);
    const now = model.current(itemId);
    if (real.status !== 'superseded') expect([real.rev, real.epoch]).toEqual([now?.rev, now?.epoch]);
  }
  expect([...met].sort()).toEqual(['conflict', 'duplicate', 'saved', 'stale', 'superseded']);
});
