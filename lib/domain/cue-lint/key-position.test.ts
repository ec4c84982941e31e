import { describe, expect, it } from 'vitest';
import { chiSquareTail } from '../statistics/chi-square';
import { keyPositionTest } from './key-position';

const group = (...keys: number[]) => ({ optionCount: keys.length, keys });

/** Every way in which n keys can fall on k places, with its multinomial probability: slow, and obviously right. */
function bruteForce(counts: readonly number[]): number {
  const k = counts.length;
  const n = counts.reduce((a, b) => a + b, 0);
  const squares = (list: readonly number[]) => list.reduce((sum, c) => sum + c * c, 0);
  let hits = 0;
  for (let code = 0; code < k ** n; code += 1) {
    const found = new Array<number>(k).fill(0);
    for (let at = 0, rest = code; at < n; at += 1, rest = Math.floor(rest / k)) {
      found[rest % k] = (found[rest % k] ?? 0) + 1;
    }
    if (squares(found) >= squares(counts)) hits += 1;
  }
  return hits / k ** n;
}

describe('the test of key places', () => {
  it('gives 4^-19 when all of 20 keys stand in one of four places', () => {
    const test = keyPositionTest([group(20, 0, 0, 0)]);
    expect(test).toMatchObject({ verdict: 'uneven', n: 20, degrees: 3, method: 'exact' });
    expect(test.statistic).toBeCloseTo(60, 12);
    expect(test.p).toBeCloseTo(4 ** -19, 20);
    expect((test.p ?? 0) / 4 ** -19).toBeCloseTo(1, 9);
  });

  it.each([[[4, 4, 4]], [[8, 3, 1]], [[6, 6, 0]], [[12, 0, 0]], [[5, 4, 3]]])(
    'equals the enumeration of all ways for %j',
    (counts) => {
      expect(keyPositionTest([group(...counts)]).p).toBeCloseTo(bruteForce(counts), 10);
    },
  );

  it('equals the binomial test for two places', () => {
    // P(X <= 3 or X >= 13 | 16, 1/2) = 2 * (1 + 16 + 120 + 560) / 65536
    expect(keyPositionTest([group(13, 3)]).p).toBeCloseTo((2 * 697) / 65536, 12);
  });

  it('goes over to the chi-square curve without a jump', () => {
    const exact = keyPositionTest([group(20, 10, 10, 10)]);
    expect(exact.method).toBe('exact');
    expect(Math.abs((exact.p ?? 0) - chiSquareTail(exact.statistic, 3))).toBeLessThan(0.01);
    expect(keyPositionTest([group(20, 11, 10, 10)]).method).toBe('chiSquare');
  });

  it('adds up groups of different numbers of options', () => {
    const mixed = keyPositionTest([group(6, 0, 0, 0), group(6, 0, 0)]);
    expect(mixed).toMatchObject({ verdict: 'uneven', n: 12, degrees: 5, method: 'exact' });
    // Only the two extremes of both groups together are as large: 4 * 4^-6 times 3 * 3^-6.
    expect((mixed.p ?? 0) / (4 ** -5 * 3 ** -5)).toBeCloseTo(1, 9);
  });

  it('mixes an enumerated group with a large one', () => {
    const test = keyPositionTest([group(3, 3, 3, 3), group(20, 20, 20)]);
    expect(test).toMatchObject({ verdict: 'even', method: 'mixed' });
    expect(test.p).toBeCloseTo(1, 12);
  });

  it('says nothing about fewer than twelve items', () => {
    expect(keyPositionTest([group(11, 0, 0, 0)])).toMatchObject({ verdict: 'tooFew', n: 11, p: null });
    expect(keyPositionTest([])).toMatchObject({ verdict: 'tooFew', n: 0 });
  });

  it('finds an even spread even', () => {
    expect(keyPositionTest([group(5, 5, 5, 5)]).p).toBeCloseTo(1, 9);
    expect(keyPositionTest([group(250, 251, 249, 250)]).verdict).toBe('even');
  });

  it('answers for what costs most to enumerate in well under a second', { timeout: 1500 }, () => {
    for (const groups of [
      [group(50, 0, 0, 0, 0, 0)],
      [group(30, 0, 0, 0, 0, 0, 0, 0, 0, 0), group(10, 10)],
      [group(10, 0, 0, 0, 0), group(12, 0, 0, 0), group(12, 0, 0), group(14, 0)],
    ]) {
      expect(keyPositionTest(groups)).toMatchObject({ method: 'exact', verdict: 'uneven' });
    }
  });
});
