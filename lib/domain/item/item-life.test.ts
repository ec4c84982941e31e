import { describe, expect, it } from 'vitest';
import {
  findStep,
  ITEM_STATES,
  type ItemState,
  isKeyLocked,
  mayEdit,
  mayStep,
  type StepBy,
  stepsFrom,
} from './item-life';

/** Every pair of states: who may take the step, with a star where it needs a reason; a dash where there is none. */
const TABLE: Readonly<Record<ItemState, Readonly<Record<ItemState, string>>>> = {
  draft: { draft: '-', in_review: 'author', live: 'manager', retired: '-' },
  in_review: { draft: 'author*', in_review: '-', live: 'manager', retired: '-' },
  live: { draft: 'manager*', in_review: 'manager*', live: '-', retired: 'manager*' },
  retired: { draft: 'manager*', in_review: '-', live: 'manager*', retired: '-' },
};

const PAIRS = ITEM_STATES.flatMap((from) =>
  ITEM_STATES.map((to) => ({ from, to, expected: TABLE[from][to] })),
);

describe('the life of an item', () => {
  it.each(PAIRS)('from $from to $to is open to: $expected', ({ from, to, expected }) => {
    const step = findStep(from, to);
    expect(step === null ? '-' : step.by + (step.needsNote ? '*' : '')).toBe(expected);
    for (const actor of ['author', 'manager'] satisfies StepBy[]) {
      const offered = stepsFrom(from, actor).some((one) => one.to === to);
      const allowed = expected !== '-' && (actor === 'manager' || expected.startsWith('author'));
      expect(offered, actor).toBe(allowed);
      if (step !== null) expect(mayStep(step, actor), actor).toBe(allowed);
    }
  });

  it('leads back to live from everywhere, so that nothing is lost in it', () => {
    const reached = new Set<ItemState>();
    const walk = (state: ItemState): void => {
      if (reached.has(state)) return;
      reached.add(state);
      for (const { from, to } of PAIRS) if (to === state && findStep(from, to) !== null) walk(from);
    };
    walk('live');
    expect([...reached].sort()).toEqual([...ITEM_STATES].sort());
  });

  it.each(ITEM_STATES)('lets authors change drafts and managers everything: %s', (state) => {
    expect(mayEdit(state, 'author')).toBe(state === 'draft');
    expect(mayEdit(state, 'manager')).toBe(true);
  });

  it.each([
    ['draft', false, false],
    ['in_review', false, false],
    ['live', false, true],
    ['retired', false, true],
    ['draft', true, true],
    ['in_review', true, true],
  ] as const)('locks the key of an item that is %s and answered: %s -> %s', (state, answered, locked) => {
    expect(isKeyLocked(state, answered)).toBe(locked);
  });
});
