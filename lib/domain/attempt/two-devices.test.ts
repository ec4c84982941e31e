import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttemptModel, type StaffStep } from '@/tests/support/attempt-model';
import { DeviceModel } from '@/tests/support/device-model';
import { savedState } from './outbox';

const OPTIONS = ['a', 'b', 'c'] as const;
const ITEM = 'item';
const STAFF_STEPS: readonly StaffStep[] = [
  ...['pause', 'go_on', 'go_on', 'end', 'end', 'reopen', 'reopen', 'reopen', 'close_again', 'void', 'unvoid'],
  ...['unvoid', 'accept_late', 'accept_late', 'unaccept_late'],
] as const;

/** What staff do replaces no answer that was given later, and never takes one away. */
function staffActs(server: AttemptModel, act: StaffStep): string {
  const before = server.current(ITEM);
  const status = server.staff(act);
  const after = server.current(ITEM);
  if (act !== 'accept_late' && act !== 'unaccept_late') expect(after, act).toBe(before);
  else if (act === 'accept_late' && before && after !== before)
    expect(after?.given, 'an accepted late answer').toBeGreaterThanOrEqual(before.given);
  return status;
}

const outcomes = new Map<string, number>();

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
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('staff' as const), act: fc.constantFrom(...STAFF_STEPS) }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const answer = (device: 0 | 1, option: 'a' | 'b' | 'c'): Step => ({ do: 'answer', device, option });
const send = (device: 0 | 1, fate: 'ok' | 'replyLost' = 'ok'): Step => ({ do: 'send', device, fate });
const claim = (device: 0 | 1, heard = true): Step => ({ do: 'claim', device, heard });
const reload = (device: 0 | 1): Step => ({ do: 'reload', device });
const staff = (act: StaffStep): Step => ({ do: 'staff', act });
const ONCE_WRONG: [Step[], boolean][] = [
  // Both answered before they had a lease.
  [
    [
      ...[claim(0, false), answer(1, 'a'), staff('void'), answer(0, 'c'), claim(0), reload(1)],
      ...[staff('unvoid'), send(0)],
    ],
    false,
  ],
  // What staff accepted and took back stood under the lease of a page that didn't know of it.
  [
    [
      ...[claim(1), claim(0), answer(0, 'a'), answer(1, 'a'), staff('end'), send(1), staff('accept_late')],
      ...[staff('unaccept_late'), send(1), answer(0, 'c'), send(0, 'replyLost'), staff('reopen')],
      ...[reload(0), claim(1, false), reload(0), claim(0, false)],
    ],
    false,
  ],
  // Two late answers of one number.
  [[answer(0, 'a'), claim(0, false), answer(1, 'c')], true],
];

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
          for (const [moment, each] of steps.entries()) {
            if (each.do === 'staff') {
              const key = `${each.act}: ${staffActs(server, each.act)}`;
              outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
            } else {
              const at = devices[each.device];
              if (each.do === 'answer') at.answer(ITEM, each.option, moment + 1);
              else if (each.do === 'send') at.send(each.fate);
              else if (each.do === 'claim') at.claim(each.heard);
              else if (each.do === 'reload') at.reload();
              else at.choose(ITEM, each.keep);
            }
            choices += devices.reduce((sum, { outbox }) => sum + outbox.choices.size, 0);
          }
          for (const act of ['unvoid', 'go_on', closes ? 'end' : 'reopen'] as const) server.staff(act);
          expect(server.state).toBe(closes ? 'closed' : 'in_progress');
          // A page that was told of the end has gone to the receipt; one that learners open again is a new one.
          if (!closes) for (const at of devices) if (at.outbox.access === 'closed') at.reload();
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
      { numRuns: Number(process.env.INTERLEAVINGS ?? 2000), examples: ONCE_WRONG },
    );
    expect(choices).toBeGreaterThan(100);
  }, 60_000);
});
