import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import expected from '@/tests/golden/statistics/wilson/expected.json';
import input from '@/tests/golden/statistics/wilson/input.json';
import type { IntervalLevel } from './interval';
import { positionAgainst } from './interval';
import { proportion } from './proportion';
import { wilsonInterval } from './wilson';

describe('wilsonInterval', () => {
  it.each(input.map((row, i) => ({ ...row, expected: expected[i] })))(
    'gives the published ends for $successes of $trials',
    ({ successes, trials, level, expected: published }) => {
      const interval = wilsonInterval(successes, trials, level as IntervalLevel);
      expect(interval?.lower).toBeCloseTo(published?.lower ?? Number.NaN, 4);
      expect(interval?.upper).toBeCloseTo(published?.upper ?? Number.NaN, 4);
    },
  );

  it('has no interval without answers', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it.each([
    [3, 2],
    [-1, 2],
    [Number.NaN, 2],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses %s of %s', (successes, trials) => {
    expect(() => wilsonInterval(successes, trials)).toThrow(RangeError);
  });

  it('ends are the roots of the score equation (p - x)² = z² x(1 - x)/n', () => {
    const z = 1.959963984540054;
    const interval = wilsonInterval(7, 12);
    for (const x of [interval?.lower ?? 0, interval?.upper ?? 0]) {
      expect((7 / 12 - x) ** 2).toBeCloseTo((z * z * x * (1 - x)) / 12, 14);
    }
  });

  const counts = fc
    .integer({ min: 1, max: 5000 })
    .chain((trials) =>
      fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
    );

  it('stays inside [0, 1] and holds the observed proportion', () => {
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const interval = wilsonInterval(successes, trials);
        const p = successes / trials;
        expect(interval?.lower).toBeGreaterThanOrEqual(0);
        expect(interval?.upper).toBeLessThanOrEqual(1);
        expect(interval?.lower).toBeLessThanOrEqual(p);
        expect(interval?.upper).toBeGreaterThanOrEqual(p);
      }),
    );
  });

  it('mirrors when right and wrong are swapped', () => {
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const interval = wilsonInterval(successes, trials);
        const mirrored = wilsonInterval(trials - successes, trials);
        expect(interval?.lower).toBeCloseTo(1 - (mirrored?.upper ?? Number.NaN), 12);
      }),
    );
  });

  it('narrows when the same proportion rests on more answers', () => {
    const width = (n: number) => {
      const interval = wilsonInterval(0.6 * n, n);
      return (interval?.upper ?? 0) - (interval?.lower ?? 0);
    };
    expect(width(10)).toBeGreaterThan(width(30));
    expect(width(30)).toBeGreaterThan(width(300));
  });
});

describe('proportion', () => {
  it('shows only counts below ten answers', () => {
    expect(proportion(9, 9)).toEqual({ state: 'notEnough', n: 9, needed: 10 });
  });

  it.each([
    [10, 'provisional'],
    [29, 'provisional'],
    [30, 'firm'],
  ])('of %s answers is %s', (trials, state) => {
    expect(proportion(5, trials).state).toBe(state);
  });
});

describe('positionAgainst', () => {
  it.each([
    [{ lower: 0.4, upper: 0.69 }, 'below'],
    [{ lower: 0.4, upper: 0.7 }, 'unclear'],
    [{ lower: 0.69, upper: 0.9 }, 'unclear'],
    [{ lower: 0.7, upper: 0.9 }, 'above'],
  ] as const)('places %o against 0.7 as %s', (ends, position) => {
    expect(positionAgainst({ ...ends, level: 0.95 }, 0.7)).toBe(position);
  });
});
