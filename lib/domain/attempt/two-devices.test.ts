import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttemptModel } from '@/tests/support/attempt-model';
import { DeviceModel } from '@/tests/support/device-model';
import { savedState } from './outbox';

const OPTIONS = ['a', 'b', 'c'] as const;
const ITEM = 'item';

const device = fc.constantFrom<0 | 1>(0, 1);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('answer' as const), device, option: fc.constantFrom(...OPTIONS) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      device,
      fate: fc.constantFrom('ok' as const, 'lost' as const, 'replyLost' as const, 'doubled' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('claim' as const), device, heard: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), device }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      device,
      keep: fc.constantFrom('here' as const, 'there' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('staff' as const),
      state: fc.constantFrom('paused' as const, 'in_progress' as const),
    }),
  },
);

describe('two devices with unsent answers', () => {
  it('replace nothing newer and throw nothing away, however their calls interleave', () => {
    let choices = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }),
        fc.boolean(),
        (steps, closes) => {
          const server = new AttemptModel();
          const devices = [new DeviceModel('left', server), new DeviceModel('right', server)] as const;
          for (const each of steps) {
            if (each.do === 'staff') server.state = each.state;
            else {
              const at = devices[each.device];
              if (each.do === 'answer') at.answer(ITEM, each.option);
              else if (each.do === 'send') at.send(each.fate);
              else if (each.do === 'claim') at.claim(each.heard);
              else if (each.do === 'reload') at.reload();
              else at.choose(ITEM, each.keep);
            }
            choices += devices.reduce((sum, { outbox }) => sum + outbox.choices.size, 0);
          }
          server.state = closes ? 'closed' : 'in_progress';
          for (const at of devices) {
            const own = at.outbox.waiting.get(ITEM);
            const wanted = own ? [...own.selected] : null;
            at.play({ type: 'awake' });
            at.claim(true);
            at.send('ok');
            at.send('ok');
            const stillOpen = at.outbox.choices.size;
            // Whatever waited is stored, kept for the learner to choose, or kept apart for staff.
            if (wanted) {
              const option = wanted.join();
              const isStored = server.rows.some(({ selected }) => selected.join() === option);
              const isLate = server.late.some(({ selected }) => selected.join() === option);
              expect(isStored || isLate || stillOpen > 0).toBe(true);
            }
            expect(at.outbox.waiting.size).toBe(0);
            if (savedState(at.outbox) === 'saved' && !closes)
              expect(server.current(ITEM)?.selected).toEqual(at.outbox.stored.get(ITEM)?.selected);
          }
        },
      ),
      // biome-ignore lint/style/noProcessEnv: `npm run check:two-devices` plays more of them
      { numRuns: Number(process.env.INTERLEAVINGS ?? 2000) },
    );
    expect(choices).toBeGreaterThan(100);
  }, 60_000);
});
