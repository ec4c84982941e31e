import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MadeUpon, StoredAnswer } from './answer';
import {
  answerOf,
  dueEntries,
  isEditable,
  nextDueMs,
  type Outbox,
  openOutbox,
  reduceOutbox,
  savedState,
} from './outbox';
import type { OutboxEvent } from './outbox-event';

const AT = '2026-11-03T12:03:04.000Z';
const stored = (rev: number, option: string, epoch = 1): StoredAnswer => ({
  itemId: 'item',
  rev,
  epoch,
  selected: [option],
  flagged: false,
  savedAt: AT,
});
const chosen = (option: string): OutboxEvent => ({
  type: 'answered',
  itemId: 'item',
  answer: { selected: [option], flagged: false },
  atMs: 0,
});
const flagged = (option: string): OutboxEvent => ({
  type: 'answered',
  itemId: 'item',
  answer: { selected: [option], flagged: true },
  atMs: 0,
});
/** An answer that the device kept. */
const found = (rev: number, option: string, made: Partial<MadeUpon> = {}): OutboxEvent => ({
  type: 'restored',
  entries: [
    {
      ...{ itemId: 'item', rev, selected: [option], flagged: false },
      made: { epoch: 1, base: rev - 1, atMs: 0, chose: true, ...made },
    },
  ],
});
const kept = (rev: number): OutboxEvent => ({ type: 'kept', itemId: 'item', rev });
const sending = (rev: number): OutboxEvent => ({ type: 'sending', itemId: 'item', rev });
const saved = (rev: number): OutboxEvent => ({
  type: 'replied',
  itemId: 'item',
  rev,
  reply: { outcome: 'saved', rev, savedAt: AT },
});
const replied = (rev: number, outcome: 'late' | 'closed' | 'superseded' | 'signed_out'): OutboxEvent => ({
  type: 'replied',
  itemId: 'item',
  rev,
  reply: { outcome },
});
const claimedIn = (epoch: number, ...answers: StoredAnswer[]): OutboxEvent => ({
  type: 'claimed',
  stored: answers,
  epoch,
});
const claimed = (...answers: StoredAnswer[]): OutboxEvent => claimedIn(1, ...answers);
const play = (events: readonly OutboxEvent[], from: Outbox = openOutbox([])): Outbox =>
  events.reduce(reduceOutbox, from);

describe('an answer', () => {
  it('shows at once and is saved only when the server has said so', () => {
    const before = play([claimed(), chosen('a'), kept(1), sending(1)]);
    expect(answerOf(before, 'item').selected).toEqual(['a']);
    expect(savedState(before)).toBe('saving');
    expect(savedState(play([saved(1)], before))).toBe('saved');
  });

  it('is not sent before the device keeps it', () => {
    expect(dueEntries(play([claimed(), chosen('a')]), 0)).toEqual([]);
    expect(dueEntries(play([claimed(), chosen('a'), kept(1)]), 0)).toHaveLength(1);
  });

  it('is not sent while an earlier one of the same item is in flight, and goes right after it', () => {
    const during = play([claimed(), chosen('a'), kept(1), sending(1), chosen('b'), kept(2)]);
    expect(dueEntries(during, 0)).toEqual([]);
    const after = play([saved(1)], during);
    expect(dueEntries(after, 0)).toMatchObject([{ rev: 2, selected: ['b'] }]);
    expect(savedState(after)).toBe('saving');
  });

  it('waits after a failure and says that it is not saved', () => {
    const failed = play([
      claimed(),
      chosen('a'),
      kept(1),
      sending(1),
      { type: 'failed', itemId: 'item', rev: 1, notBeforeMs: 700 },
    ]);
    expect(savedState(failed)).toBe('not_saved');
    expect(dueEntries(failed, 699)).toEqual([]);
    expect(nextDueMs(failed)).toBe(700);
    expect(dueEntries(failed, 700)).toHaveLength(1);
    expect(dueEntries(play([{ type: 'awake' }], failed), 0)).toHaveLength(1);
  });

  it('that repeats what is there changes nothing', () => {
    const outbox = play([claimed(stored(3, 'a'))]);
    expect(play([chosen('a')], outbox)).toBe(outbox);
  });

  it('of an earlier page is sent again without being touched', () => {
    const outbox = play([found(4, 'b'), claimed(stored(3, 'a'))]);
    expect(answerOf(outbox, 'item')).toMatchObject({ selected: ['b'] });
    expect(dueEntries(outbox, 0)).toMatchObject([{ rev: 4 }]);
  });

  it('whose acknowledgement was lost is not sent again', () => {
    const outbox = play([found(3, 'a'), claimed(stored(3, 'a'))]);
    expect(savedState(outbox)).toBe('saved');
    expect(outbox.setAside).toEqual([]);
  });

  it('never has the number of an earlier one, which may still arrive', () => {
    const outbox = play([found(5, 'b', { base: 3 }), claimed(stored(4, 'b'))]);
    expect(savedState(outbox), 'it is stored already').toBe('saved');
    expect(play([chosen('c')], outbox).waiting.get('item')).toMatchObject({ rev: 6, made: { base: 4 } });
  });

  it('goes again above one of its own number that a page before had sent and nobody knew of', () => {
    const during = play([claimed(stored(2, 'a')), chosen('b'), kept(3), sending(3)]);
    const reply = { outcome: 'conflict', current: stored(3, 'c') } as const;
    const after = play([{ type: 'replied', itemId: 'item', rev: 3, reply }], during);
    expect(after.waiting.get('item')).toMatchObject({ rev: 4, selected: ['b'], made: { base: 3 } });
  });

  it('that another device overtook without knowing of it is a choice that the learner makes', () => {
    const outbox = play([claimed(), chosen('a'), kept(1), claimedIn(3, stored(2, 'b', 2))]);
    expect(answerOf(outbox, 'item').selected, 'what is stored counts meanwhile').toEqual(['b']);
    expect(outbox.choices.get('item')).toMatchObject({ here: { selected: ['a'] }, there: { rev: 2 } });
    expect(dueEntries(outbox, 0)).toEqual([]);
    const here = play([{ type: 'chosen', itemId: 'item', keep: 'here' }, kept(3)], outbox);
    expect(dueEntries(here, 0)).toMatchObject([{ rev: 3, selected: ['a'], made: { base: 2, epoch: 3 } }]);
    const there = play([{ type: 'chosen', itemId: 'item', keep: 'there' }], outbox);
    expect(there.choices.size + there.waiting.size).toBe(0);
    expect(play([chosen('c')], outbox).choices.size, 'who answers again has decided').toBe(0);
  });

  it('that meets an answer of another device on its way is the same choice', () => {
    const reply = { outcome: 'conflict', current: stored(4, 'b', 2) } as const;
    const outbox = play([
      claimedIn(3),
      chosen('a'),
      kept(1),
      sending(1),
      { type: 'replied', itemId: 'item', rev: 1, reply },
    ]);
    expect(outbox.choices.get('item')).toMatchObject({ here: { selected: ['a'] }, there: { rev: 4 } });
  });

  it('follows those of its own page whose acknowledgement was lost, also after a reload', () => {
    const outbox = play([found(5, 'c', { base: 3 }), claimedIn(2, stored(4, 'b'))]);
    expect(outbox.choices.size).toBe(0);
    expect(dueEntries(outbox, 0)).toMatchObject([{ rev: 5, made: { epoch: 1, base: 3 } }]);
  });

  it('that was taken back to what is stored is still made upon what came before it', () => {
    // "b" is on its way when the page is loaded again; there "a", the stored one, is chosen, and then "c".
    const outbox = play(
      [found(2, 'b', { base: 1 }), chosen('a'), chosen('c'), claimed(stored(2, 'b'))],
      openOutbox([stored(1, 'a')]),
    );
    expect(outbox.choices.size).toBe(0);
    expect(outbox.waiting.get('item')).toMatchObject({ selected: ['c'], made: { epoch: 1, base: 1 } });
  });

  it('gives way in silence to a later one of its own page', () => {
    const outbox = play([found(3, 'a', { base: 2 }), claimedIn(2, stored(4, 'b'))]);
    expect(outbox.waiting.size + outbox.choices.size).toBe(0);
  });

  it('of before leases were counted is no reason to lose one of another device', () => {
    const outbox = play([found(6, 'a', { epoch: 0, base: 5 }), claimedIn(3, stored(7, 'b', 2))]);
    expect(outbox.choices.size).toBe(1);
  });

  it('that was only flagged takes nothing from an answer that was given elsewhere', () => {
    const outbox = play([
      claimed(stored(1, 'a')),
      flagged('a'),
      kept(2),
      claimedIn(3, stored(2, 'b', 2)),
      kept(3),
    ]);
    expect(outbox.choices.size).toBe(0);
    expect(dueEntries(outbox, 0)).toMatchObject([{ rev: 3, selected: ['b'], flagged: true }]);
  });

  it.each(['late', 'closed'] as const)('that is answered with "%s" is set aside openly', (outcome) => {
    const outbox = play([claimed(), chosen('a'), kept(1), sending(1), replied(1, outcome)]);
    expect(outbox.setAside).toEqual([{ itemId: 'item', why: 'late' }]);
    expect(outbox.waiting.size).toBe(0);
  });
});

describe('a tab', () => {
  it('that lost the lease keeps its unsent answers and sends nothing', () => {
    const outbox = play([claimed(), chosen('a'), kept(1), sending(1), replied(1, 'superseded')]);
    expect(outbox.waiting.size).toBe(1);
    expect(dueEntries(outbox, 0)).toEqual([]);
    expect(isEditable(outbox)).toBe(false);
    expect(savedState(outbox)).toBe('not_saved');
  });

  it('whose sign-in lapsed keeps taking answers and sends them after the next one', () => {
    const lapsed = play([
      claimed(),
      chosen('a'),
      kept(1),
      sending(1),
      replied(1, 'signed_out'),
      chosen('b'),
      kept(2),
    ]);
    expect(dueEntries(lapsed, 0)).toEqual([]);
    expect(dueEntries(play([{ type: 'access', access: 'writing' }], lapsed), 0)).toMatchObject([{ rev: 2 }]);
  });

  it('takes no answer after the end but still sends the last ones', () => {
    const over = play([claimed(), chosen('a'), kept(1), { type: 'time', over: true }]);
    expect(play([chosen('b')], over)).toBe(over);
    expect(dueEntries(over, 0)).toHaveLength(1);
  });

  it('never reopens what the server has closed', () => {
    const outbox = play([
      claimed(),
      { type: 'access', access: 'closed' },
      claimed(),
      { type: 'access', access: 'superseded' },
    ]);
    expect(outbox.access).toBe('closed');
  });
});

/** What the server does with a save: the rule of app.save_response for one item. */
function serverOf() {
  let current: { rev: number; option: string } | null = null;
  const acknowledged: number[] = [];
  return {
    acknowledged,
    current: () => current,
    save(rev: number, option: string): 'saved' | 'duplicate' | 'stale' | 'conflict' {
      if (!current || rev > current.rev) {
        current = { rev, option };
        acknowledged.push(rev);
        return 'saved';
      }
      if (current.rev > rev) return 'stale';
      return current.option === option ? 'duplicate' : 'conflict';
    },
  };
}

describe('under any schedule of lost, doubled and late messages', () => {
  it('never says saved while the server lacks the answer, and ends with the last choice', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('choose' as const), option: fc.constantFrom('a', 'b', 'c', 'd') }),
      fc.record({
        do: fc.constant('send' as const),
        fate: fc.constantFrom('ok', 'lost', 'replyLost', 'doubled'),
      }),
      fc.record({ do: fc.constant('reload' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const server = serverOf();
        const claim = () => {
          const has = server.current();
          return claimed(...(has ? [stored(has.rev, has.option)] : []));
        };
        let outbox = play([claim()]);
        let last: string | null = null;
        const send = (fate: string) => {
          const [entry] = dueEntries(outbox, Number.MAX_SAFE_INTEGER);
          if (!entry) return;
          const { rev } = entry;
          const option = entry.selected[0] ?? '';
          outbox = play([sending(rev)], outbox);
          if (fate !== 'lost') server.save(rev, option);
          if (fate === 'doubled') server.save(rev, option);
          const heard = fate === 'ok' || fate === 'doubled';
          outbox = play(
            [heard ? saved(rev) : { type: 'failed', itemId: 'item', rev, notBeforeMs: 0 }],
            outbox,
          );
        };
        const check = () => {
          if (savedState(outbox) !== 'saved' || last === null) return;
          expect(server.current()?.option).toBe(last);
        };
        for (const each of steps) {
          if (each.do === 'choose') {
            last = each.option;
            outbox = play([chosen(each.option)], outbox);
            const entry = outbox.waiting.get('item');
            if (entry) outbox = play([kept(entry.rev)], outbox);
          } else if (each.do === 'send') {
            send(each.fate);
          } else {
            const entries = [...outbox.waiting.values()];
            outbox = play([{ type: 'restored', entries }, claim()]);
          }
          check();
        }
        for (let i = 0; i < 3; i += 1) send('ok');
        expect(savedState(outbox)).toBe('saved');
        check();
      }),
      { numRuns: 2000 },
    );
  });
});
