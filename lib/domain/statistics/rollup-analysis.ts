import { correlationInterval } from './correlation';
import { type Estimate, estimateFrom } from './estimate';
import { wilsonInterval } from './wilson';

/**
 * What the grading step keeps of one item version in one assignment, first exposures only. `rest` is the number of other
 * items of the same attempt that were correct.
 */
export type ItemSums = {
  readonly firstCount: number;
  readonly firstCorrect: number;
  readonly firstOmitted: number;
  readonly notReached: number;
  readonly restSum: number;
  readonly restSquareSum: number;
  readonly correctRestSum: number;
};

/** An item's behaviour as far as sums can tell it. */
export type RollupAnalysis = {
  /** first-time answers given */
  readonly n: number;
  readonly correct: number;
  /** seen for the first time and left blank; counts as not correct */
  readonly omitted: number;
  /** in attempts whose time ran out before it; counts as nothing */
  readonly notReached: number;
  /** proportion correct of those who met it, 0..1; judged from the number of answers */
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
  const met = total(sums, 'firstCount');
  const omitted = total(sums, 'firstOmitted');
  const correct = total(sums, 'firstCorrect');
  const n = met - omitted;
  return {
    n,
    correct,
    omitted,
    notReached: total(sums, 'notReached'),
    facility: estimateFrom(n, () => ({ value: correct / met, interval: wilsonInterval(correct, met) })),
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

function total(sums: readonly ItemSums[], field: keyof ItemSums): number {
  return sums.reduce((sum, each) => sum + each[field], 0);
}
