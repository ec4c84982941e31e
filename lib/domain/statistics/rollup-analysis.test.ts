import { describe, expect, it } from 'vitest';
import { correlation } from './correlation';
import { itemFlags } from './item-flag';
import { type ItemSums, type RollupAnalysis, rollupAnalysis } from './rollup-analysis';

/** Pairs of "correct" and rest score, as the grading step adds them up. */
function sumsOf(pairs: readonly (readonly [correct: number, rest: number])[], omitted = 0): ItemSums {
  const add = (value: (correct: number, rest: number) => number) =>
    pairs.reduce((sum, [correct, rest]) => sum + value(correct, rest), 0);
  return {
    firstCount: pairs.length,
    firstCorrect: add((correct) => correct),
    firstOmitted: omitted,
    notReached: 0,
    restSum: add((_, rest) => rest),
    restSquareSum: add((_, rest) => rest ** 2),
    correctRestSum: add((correct, rest) => correct * rest),
  };
}

const mixed = Array.from({ length: 40 }, (_, i) => [i % 3 === 0 ? 0 : 1, 5 + ((i * 7) % 11)] as const);
const discriminationOf = (analysis: RollupAnalysis) =>
  'value' in analysis.discrimination ? analysis.discrimination.value : Number.NaN;

describe('rollupAnalysis', () => {
  it('equals the point-biserial computed from the answers themselves when there is one assignment', () => {
    const direct = correlation(
      mixed.map(([correct]) => correct),
      mixed.map(([, rest]) => rest),
    );
    expect(discriminationOf(rollupAnalysis([sumsOf(mixed)]))).toBeCloseTo(direct ?? Number.NaN, 12);
  });

  it('does not take a difference between two exams for discrimination', () => {
    // In either exam the item has nothing to do with the rest; only the exams differ in length and in who took them.
    const short = [0, 0, 0, 1].flatMap((correct) => [[correct, 4] as const, [correct, 6] as const]);
    const long = [0, 1, 1, 1].flatMap((correct) => [[correct, 34] as const, [correct, 36] as const]);
    expect(discriminationOf(rollupAnalysis([sumsOf([...short, ...long])]))).toBeGreaterThan(0.4);
    expect(discriminationOf(rollupAnalysis([sumsOf(short), sumsOf(long)]))).toBeCloseTo(0, 12);
  });

  it('leaves single meetings out of discrimination and keeps them in facility', () => {
    const one = sumsOf([[1, 50]]);
    const analysis = rollupAnalysis([sumsOf(mixed), one, one]);
    expect(analysis.n).toBe(42);
    expect(analysis.discrimination.n).toBe(40);
  });

  it('gives counts only below 10 answers', () => {
    const analysis = rollupAnalysis([sumsOf(mixed.slice(0, 9))]);
    expect(analysis.facility.state).toBe('notEnough');
    expect(analysis.discrimination.state).toBe('notEnough');
    expect([analysis.n, analysis.correct]).toEqual([9, 6]);
  });

  it('says that there is no spread instead of dividing by zero', () => {
    const analysis = rollupAnalysis([sumsOf(mixed.map(([, rest]) => [1, rest] as const))]);
    expect(analysis.discrimination).toMatchObject({ state: 'undefined', reason: 'noSpread' });
  });
});

describe('itemFlags', () => {
  const options = [
    { letter: 'A', isKey: true, chosen: 20 },
    { letter: 'B', isKey: false, chosen: 0 },
    { letter: 'C', isKey: false, chosen: 20 },
  ];
  const textsOf = (pairs: readonly (readonly [number, number])[], omitted = 0) =>
    itemFlags(rollupAnalysis([sumsOf(pairs, omitted)]), options).map(({ text }) => text);
  const constant = (count: number, correct: number) =>
    Array.from(
      { length: count },
      (_, i) => [i < correct ? 1 : 0, 10 + (i < correct ? 3 : 0) + (i % 2)] as const,
    );

  it.each([
    ['Too easy', constant(40, 39)],
    ['Too hard', constant(40, 6)],
    ['Negative discrimination – check the key', constant(40, 20).map(([x, rest]) => [1 - x, rest] as const)],
    ['Option B chosen by nobody', constant(40, 20)],
  ])('says "%s"', (text, pairs) => {
    expect(textsOf(pairs)).toContain(text);
  });

  it('flags nothing about options, and nothing at all below 10 answers, when that could be chance', () => {
    expect(textsOf(constant(20, 10))).toEqual([]);
    expect(textsOf(constant(9, 0))).toEqual([]);
  });

  it('asks about omissions from a tenth on', () => {
    expect(textsOf(constant(40, 20), 4)).toContain('Often left unanswered');
    expect(textsOf(constant(40, 20), 3)).not.toContain('Often left unanswered');
  });
});
