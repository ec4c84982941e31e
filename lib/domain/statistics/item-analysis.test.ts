import { describe, expect, it } from 'vitest';
import expected from '@/tests/golden/statistics/lsat-6/expected.json';
import input from '@/tests/golden/statistics/lsat-6/input.json';
import type { Estimate } from './estimate';
import { formAnalysis } from './form-analysis';
import { itemAnalysis } from './item-analysis';
import { type MarkMatrix, parseMarkMatrix } from './mark-matrix';

function matrixOf(rows: readonly (readonly number[])[], maxMarks?: readonly number[]): MarkMatrix {
  const width = rows[0]?.length ?? 0;
  const parsed = parseMarkMatrix({
    itemIds: Array.from({ length: width }, (_, j) => `Q${j + 1}`),
    maxMarks: maxMarks ?? Array.from({ length: width }, () => 1),
    rows,
  });
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

const lsat6 = () =>
  matrixOf(
    input.patterns.flatMap(([pattern, count]) =>
      Array.from({ length: Number(count) }, () => [...String(pattern)].map(Number)),
    ),
  );

const estimated = (estimate: Estimate | undefined) =>
  estimate && 'value' in estimate ? estimate.value : Number.NaN;

function expectRelative(actual: number, wanted: number) {
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
}

const ITEM_STATISTICS = [
  'facility',
  'deviation',
  'discrimination',
  'discriminativeEfficiency',
  'effectiveWeight',
  'alphaIfDeleted',
  'upperLowerDifference',
] as const;
const FORM_STATISTICS = [
  'mean',
  'median',
  'deviation',
  'skewness',
  'kurtosis',
  'reliability',
  'errorOfMeasurement',
] as const;

describe('item analysis of LSAT-6', () => {
  it.each(ITEM_STATISTICS)('reproduces the published %s of every item', (statistic) => {
    const items = itemAnalysis(lsat6());
    expect(items).toHaveLength(5);
    for (const [j, item] of items.entries()) {
      expect(item[statistic].state).toBe('firm');
      expectRelative(estimated(item[statistic]), expected.items[j]?.[statistic] ?? Number.NaN);
    }
  });

  it.each(FORM_STATISTICS)('reproduces the published %s of the form', (statistic) => {
    expectRelative(estimated(formAnalysis(lsat6())[statistic]), expected.form[statistic]);
  });
});

describe('item analysis of small and degenerate forms', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => [i % 2, i % 3 === 0 ? 1 : 0, 1]);

  it('gives counts and no statistic below ten attempts', () => {
    const [first] = itemAnalysis(matrixOf(rows(9)));
    expect(first).toMatchObject({ n: 9, fullMarkCount: 4 });
    expect(first?.facility).toEqual({ state: 'notEnough', n: 9, needed: 10 });
    expect(first?.discrimination.state).toBe('notEnough');
  });

  it('calls ten to twenty-nine attempts provisional and thirty firm', () => {
    expect(itemAnalysis(matrixOf(rows(10)))[0]?.facility.state).toBe('provisional');
    expect(itemAnalysis(matrixOf(rows(29)))[0]?.facility.state).toBe('provisional');
    expect(itemAnalysis(matrixOf(rows(30)))[0]?.facility.state).toBe('firm');
  });

  it('has no discrimination for an item that everyone got right', () => {
    expect(itemAnalysis(matrixOf(rows(30)))[2]?.discrimination).toEqual({
      state: 'undefined',
      n: 30,
      reason: 'noSpread',
    });
  });

  it('has no facility for an item without marks', () => {
    const analysis = itemAnalysis(
      matrixOf(
        Array.from({ length: 12 }, (_, i) => [0, i % 2]),
        [0, 1],
      ),
    );
    expect(analysis[0]?.facility).toEqual({ state: 'undefined', n: 12, reason: 'noMarks' });
  });

  it('finds perfect agreement between two equal items and perfect disagreement between two opposite ones', () => {
    const equal = itemAnalysis(matrixOf(Array.from({ length: 12 }, (_, i) => [i % 2, i % 2])));
    const opposite = itemAnalysis(matrixOf(Array.from({ length: 12 }, (_, i) => [i % 2, 1 - (i % 2)])));
    expect(estimated(equal[0]?.discrimination)).toBeCloseTo(1, 12);
    expect(estimated(opposite[0]?.discrimination)).toBeCloseTo(-1, 12);
  });

  it('draws Fisher ends around the discrimination: atanh(r) ± 1.96 / 5 for 28 attempts', () => {
    // 28 attempts, two items: 10 both right, 10 both wrong and 8 split give phi = (100 - 16) / 196 = 3/7.
    const split = [
      ...Array.from({ length: 10 }, () => [1, 1]),
      ...Array.from({ length: 10 }, () => [0, 0]),
      ...Array.from({ length: 4 }, () => [1, 0]),
      ...Array.from({ length: 4 }, () => [0, 1]),
    ];
    const discrimination = itemAnalysis(matrixOf(split))[0]?.discrimination;
    expect(estimated(discrimination)).toBeCloseTo(3 / 7, 12);
    const half = 1.959963984540054 / 5;
    expect(discrimination).toMatchObject({
      interval: { lower: Math.tanh(Math.atanh(3 / 7) - half), upper: Math.tanh(Math.atanh(3 / 7) + half) },
    });
  });

  it('has alpha 1 for two parallel items and no alpha for a single item', () => {
    const parallel = formAnalysis(matrixOf(Array.from({ length: 12 }, (_, i) => [i % 2, i % 2])));
    const single = formAnalysis(matrixOf(Array.from({ length: 12 }, (_, i) => [i % 2])));
    expect(estimated(parallel.reliability)).toBeCloseTo(1, 12);
    expect(estimated(parallel.errorOfMeasurement)).toBeCloseTo(0, 6);
    expect(single.reliability).toEqual({ state: 'undefined', n: 12, reason: 'tooFewItems' });
  });
});

describe('parseMarkMatrix', () => {
  it('names the row that is too short', () => {
    const result = parseMarkMatrix({ itemIds: ['a', 'b'], maxMarks: [1, 1], rows: [[1, 0], [1]] });
    expect(result).toEqual({ ok: false, error: { code: 'rowLength', row: 1, found: 1, expected: 2 } });
  });

  it('names the mark that is no number', () => {
    const result = parseMarkMatrix({ itemIds: ['a', 'b'], maxMarks: [1, 1], rows: [[1, Number.NaN]] });
    expect(result).toMatchObject({ ok: false, error: { code: 'badMark', row: 0, itemId: 'b' } });
  });

  it('wants one maximum for each item', () => {
    const result = parseMarkMatrix({ itemIds: ['a', 'b'], maxMarks: [1], rows: [] });
    expect(result).toEqual({ ok: false, error: { code: 'unequalLengths', itemCount: 2, maxMarkCount: 1 } });
  });
});
