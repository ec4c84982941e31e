import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttemptModel } from '@/tests/support/attempt-model';
import { type PendingAnswer, sameChoice } from './answer';
import { EXAM_OUTCOMES } from './exam-outcome';
import { dueEntries, type Outbox, openOutbox, reduceOutbox, savedState } from './outbox';
import type { OutboxEvent } from './outbox-event';

const OPTIONS = ['a', 'b', 'c'] as const;
const ITEM = 'item';

/** One browser: its outbox, what it keeps over a reload, and what it knew of the other's answers when it wrote. */
class Device {
  outbox: Outbox = openOutbox([]);
  /** The revision that the learner saw as stored here when they answered or chose last. */
  #seenRev = 0;

  constructor(
    readonly lease: string,
    readonly server: AttemptModel,
  ) {}

  #keep(): void {
    const entry = this.outbox.waiting.get(ITEM);
    if (entry) this.play({ type: 'kept', itemId: ITEM, rev: entry.rev });
  }

  play(...events: readonly OutboxEvent[]): void {
    this.outbox = events.reduce(reduceOutbox, this.outbox);
  }

  claim(heard: boolean): void {
    const granted = this.server.claim(this.lease);
    if (!heard) return;
    this.play(granted ? { type: 'claimed', ...granted } : { type: 'access', access: 'closed' });
    if (granted && this.server.state === 'paused') this.play({ type: 'access', access: 'paused' });
    this.#keep();
  }

  answer(option: string): void {
    this.#seenRev = this.outbox.stored.get(ITEM)?.rev ?? 0;
    this.play({ type: 'answered', itemId: ITEM, answer: { selected: [option], flagged: false }, atMs: 0 });
    this.#keep();
  }

  choose(keep: 'here' | 'there'): void {
    if (this.outbox.choices.has(ITEM)) this.#seenRev = this.outbox.stored.get(ITEM)?.rev ?? 0;
    this.play({ type: 'chosen', itemId: ITEM, keep });
    this.#keep();
  }

  reload(): void {
    const { waiting, choices } = this.outbox;
    const entries: readonly PendingAnswer[] = [
      ...[...waiting.values()].map(({ itemId, rev, made, selected, flagged }) => ({
        itemId,
        rev,
        made,
        selected,
        flagged,
      })),
      ...[...choices.values()].map(({ here }) => here),
    ];
    const current = this.server.current(ITEM);
    this.outbox = openOutbox(current ? [current] : []);
    this.play({ type: 'restored', entries });
  }

  send(fate: 'ok' | 'lost' | 'replyLost' | 'doubled'): void {
    const [entry] = dueEntries(this.outbox, Number.MAX_SAFE_INTEGER);
    if (!entry) return;
    const { itemId, rev, selected, made } = entry;
    const { epoch, base } = made;
    this.play({ type: 'sending', itemId, rev });
    const sent = { lease: this.lease, itemId, rev, epoch, base, selected };
    const before = this.server.current(itemId);
    const reply = fate === 'lost' ? null : this.server.write(sent);
    // lib/words/exam-words.ts has a sentence for each of them.
    if (reply) expect(EXAM_OUTCOMES).toContain(reply.outcome);
    const after = this.server.current(itemId);
    // What the other device stored is replaced only by an answer of somebody who saw it.
    const isOther = before && after && before.epoch !== after.epoch && !sameChoice(before, after);
    if (isOther) expect(this.#seenRev).toBeGreaterThanOrEqual(before.rev);
    if (fate === 'doubled') this.server.write(sent);
    if (reply === null || fate === 'replyLost') this.play({ type: 'failed', itemId, rev, notBeforeMs: 0 });
    else this.play({ type: 'replied', itemId, rev, reply });
  }
}

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
          const devices = [new Device('left', server), new Device('right', server)] as const;
          for (const each of steps) {
            if (each.do === 'staff') server.state = each.state;
            else {
              const at = devices[each.device];
              if (each.do === 'answer') at.answer(each.option);
              else if (each.do === 'send') at.send(each.fate);
              else if (each.do === 'claim') at.claim(each.heard);
              else if (each.do === 'reload') at.reload();
              else at.choose(each.keep);
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
