import { correlationInterval } from './correlation';
import { type Estimate, estimateFrom, type UndefinedReason } from './estimate';
import {
  discrimination,
  discriminativeEfficiency,
  effectiveWeights,
  facility,
  markDeviation,
  upperLowerDifference,
} from './item-statistics';
import { type MarkMatrix, restScores } from './mark-matrix';
import { sum } from './moments';
import { alphaIfDeleted } from './reliability';
import { wilsonInterval } from './wilson';

/** What classical test theory says about one item. Counts are always there; every statistic is guarded by its n. */
export type ItemAnalysis = {
  readonly itemId: string;
  readonly maxMark: number;
  /** attempts behind every figure */
  readonly n: number;
  /** attempts with full marks */
  readonly fullMarkCount: number;
  /** proportion of the maximum, 0..1, Wilson interval */
  readonly facility: Estimate;
  /** marks */
  readonly deviation: Estimate;
  /** corrected item-total correlation, -1..1, Fisher's z interval */
  readonly discrimination: Estimate;
  /** share of the best possible covariance, up to 1 */
  readonly discriminativeEfficiency: Estimate;
  /** highest minus lowest 27 %, -1..1 */
  readonly upperLowerDifference: Estimate;
  /** share of the form's marks, 0..1 */
  readonly intendedWeight: Estimate;
  /** share of what decides the order of the totals, 0..1 */
  readonly effectiveWeight: Estimate;
  /** alpha of the form without this item */
  readonly alphaIfDeleted: Estimate;
};

const valueOr = (value: number | null, reason: UndefinedReason) =>
  value === null ? reason : { value, interval: null };

/** Analyses every item of a form, in the order of the matrix. */
export function itemAnalysis(matrix: MarkMatrix): readonly ItemAnalysis[] {
  const weights = effectiveWeights(matrix.columns, matrix.totals);
  const alphas = alphaIfDeleted(matrix.columns, matrix.totals);
  // Without any weight at all the totals are equal; a single missing one is an item that works against the total.
  const noWeightReason = weights.every((weight) => weight === null) ? 'noSpread' : 'negativeCovariance';
  const marksOnForm = sum(matrix.maxMarks);
  return matrix.columns.map((marks, j) => {
    const maxMark = matrix.maxMarks[j] ?? 0;
    const rest = restScores(matrix, marks);
    const n = marks.length;
    const guarded = (value: number | null, reason: UndefinedReason) =>
      estimateFrom(n, () => valueOr(value, reason));
    return {
      itemId: matrix.itemIds[j] ?? '',
      maxMark,
      n,
      fullMarkCount: maxMark > 0 ? marks.filter((mark) => mark >= maxMark).length : 0,
      facility: facilityEstimate(marks, maxMark),
      deviation: guarded(markDeviation(marks), 'noSpread'),
      discrimination: discriminationEstimate(marks, rest),
      discriminativeEfficiency: guarded(discriminativeEfficiency(marks, rest), 'noSpread'),
      upperLowerDifference: guarded(upperLowerDifference(marks, matrix.totals, maxMark), 'noMarks'),
      intendedWeight: guarded(marksOnForm > 0 ? maxMark / marksOnForm : null, 'noMarks'),
      effectiveWeight: guarded(weights[j] ?? null, noWeightReason),
      alphaIfDeleted: guarded(alphas[j] ?? null, matrix.columns.length < 3 ? 'tooFewItems' : 'noSpread'),
    };
  });
}

function facilityEstimate(marks: readonly number[], maxMark: number): Estimate {
  return estimateFrom(marks.length, () => {
    const value = facility(marks, maxMark);
    if (value === null) return 'noMarks';
    // A penalty can push the mean below zero, where a proportion and its interval have no meaning.
    return {
      value,
      interval: value < 0 || value > 1 ? null : wilsonInterval(value * marks.length, marks.length),
    };
  });
}

function discriminationEstimate(marks: readonly number[], rest: readonly number[]): Estimate {
  return estimateFrom(marks.length, () => {
    const value = discrimination(marks, rest);
    return value === null ? 'noSpread' : { value, interval: correlationInterval(value, marks.length) };
  });
}
