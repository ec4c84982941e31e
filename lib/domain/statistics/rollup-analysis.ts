import { correlationInterval } from './correlation';
import { type Estimate, estimateFrom } from './estimate';
import { proportion } from './proportion';

/**
 * What the grading step keeps of one item version in one assignment, first exposures only. `rest` is the number of other
 * items of the same attempt that were correct.
 */
export type ItemSums = {
  readonly firstCount: number;
  readonly firstCorrect: number;
  readonly firstOmitted: number;
  readonly restSum: number;
  readonly restSquareSum: number;
  readonly correctRestSum: number;
};

/** An item's behaviour as far as sums can tell it. */
export type RollupAnalysis = {
  /** first-time meetings of learners with the item, answered or not */
  readonly n: number;
  readonly correct: number;
  readonly omitted: number;
  /** proportion correct, 0..1; an unanswered item counts as not correct */
  readonly facility: Estimate;
  /** corrected item-total correlation within assignments, -1..1 */
  readonly discrimination: Estimate;
};

/**
 * Analyses an item from its roll-ups, one entry per assignment in which it was met.
 *
 * Discrimination is the correlation of "correct" with the rest score, pooled within assignments: deviations are taken from the
 * mean of the own assignment before they are added up. Two exams of different length, or two groups of different strength,
 * would otherwise make every item look discriminating. With one assignment it is the corrected point-biserial.
 *
 *   r = Σ_a Sxy / sqrt(Σ_a Sxx Σ_a Syy),  Sxy = Σ x y - Σx Σy / n within assignment a
 *
 * Source: Snedecor and Cochran 1989, Statistical Methods, 18.3 (pooled within-class correlation; Fisher's z with n - k + 1 in place
 * of n for k classes); Henrysson 1963, Psychometrika 28:211, for leaving the item out of its own total.
 */
export function rollupAnalysis(sums: readonly ItemSums[]): RollupAnalysis {
  const n = total(sums, 'firstCount');
  const correct = total(sums, 'firstCorrect');
  return {
    n,
    correct,
    omitted: total(sums, 'firstOmitted'),
    facility: proportion(correct, n),
    discrimination: pooledDiscrimination(sums),
  };
}

function pooledDiscrimination(sums: readonly ItemSums[]): Estimate {
  // An assignment with a single meeting has no spread of its own and would only inflate the count.
  const classes = sums.filter((each) => each.firstCount > 1);
  const n = total(classes, 'firstCount');
  return estimateFrom(n, () => {
    const within = classes.reduce(
      (pooled, each) => ({
        xx: pooled.xx + each.firstCorrect - each.firstCorrect ** 2 / each.firstCount,
        yy: pooled.yy + each.restSquareSum - each.restSum ** 2 / each.firstCount,
        xy: pooled.xy + each.correctRestSum - (each.firstCorrect * each.restSum) / each.firstCount,
      }),
      { xx: 0, yy: 0, xy: 0 },
    );
    // Sums of whole numbers: what is this small is rounding, not spread.
    if (within.xx < 1e-9 || within.yy < 1e-9) return 'noSpread';
    const value = Math.min(1, Math.max(-1, within.xy / Math.sqrt(within.xx * within.yy)));
    return { value, interval: correlationInterval(value, n - classes.length + 1) };
  });
}

function total(sums: readonly ItemSums[], field: 'firstCount' | 'firstCorrect' | 'firstOmitted'): number {
  return sums.reduce((sum, each) => sum + each[field], 0);
}
