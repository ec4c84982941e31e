import { describe, expect, it } from 'vitest';
import { chiSquareTail } from './chi-square';
import { atLeastSuccesses } from './poisson-binomial';

describe('chiSquareTail', () => {
  it.each([
    // Quantiles as tabled by NIST/SEMATECH e-Handbook 1.3.6.7.4.
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [7.815, 3, 0.05],
    [11.345, 3, 0.01],
    [16.266, 3, 0.001],
    [18.307, 10, 0.05],
    [124.342, 100, 0.05],
  ])('of %d with %d degrees is about %d', (value, degrees, p) => {
    expect(chiSquareTail(value, degrees)).toBeCloseTo(p, 4);
  });

  it('is e^(-x/2) with two degrees, in both regions', () => {
    for (const x of [0.1, 1, 3, 3.9, 4.1, 20, 200]) {
      expect(chiSquareTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
    }
  });

  it('is e^(-x/2)(1 + x/2) with four degrees', () => {
    for (const x of [0.5, 5, 7, 60]) {
      expect(chiSquareTail(x, 4) / (Math.exp(-x / 2) * (1 + x / 2))).toBeCloseTo(1, 12);
    }
  });

  it('is 1 at nothing, and 0 above nothing without degrees', () => {
    expect([chiSquareTail(0, 3), chiSquareTail(-1, 3), chiSquareTail(1, 0)]).toEqual([1, 1, 0]);
  });
});

describe('atLeastSuccesses', () => {
  it('is the binomial tail for equal chances', () => {
    // 18 of 19 at a quarter: 19 * 4^-18 * 3/4 + 4^-19
    const expected = 19 * 4 ** -18 * 0.75 + 4 ** -19;
    expect(atLeastSuccesses([{ trials: 19, chance: 0.25 }], 18) / expected).toBeCloseTo(1, 12);
  });

  it('multiplies chances of different trials', () => {
    const groups = [
      { trials: 1, chance: 0.5 },
      { trials: 1, chance: 0.25 },
    ];
    expect(atLeastSuccesses(groups, 2)).toBeCloseTo(0.125, 15);
    expect(atLeastSuccesses(groups, 1)).toBeCloseTo(1 - 0.5 * 0.75, 15);
  });

  it('is certain from nothing on and impossible beyond the trials', () => {
    expect(atLeastSuccesses([{ trials: 3, chance: 0.5 }], 0)).toBe(1);
    expect(atLeastSuccesses([{ trials: 3, chance: 0.5 }], 4)).toBe(0);
    expect(atLeastSuccesses([], 0)).toBe(1);
  });

  it('goes over to the normal curve without a jump', () => {
    const exact = atLeastSuccesses([{ trials: 1000, chance: 0.25 }], 270);
    const normal = atLeastSuccesses([{ trials: 1001, chance: 0.25 }], 270);
    expect(Math.abs(exact - normal)).toBeLessThan(0.005);
  });

  it('keeps the digits of a tiny tail', () => {
    expect(atLeastSuccesses([{ trials: 40, chance: 0.2 }], 40) / 0.2 ** 40).toBeCloseTo(1, 9);
  });
});
