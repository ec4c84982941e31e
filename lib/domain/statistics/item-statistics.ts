import { correlation } from './correlation';
import { ascending, mean, sampleCovariance, standardDeviation, sum } from './moments';

/*
 * Point values of classical item statistics, without any guard for small samples: use `itemAnalysis` for anything that
 * a person will read. Notation: x mark on the item, T total of the attempt, R = T - x, n attempts.
 * Sources: Crocker and Algina 1986, Introduction to Classical and Modern Test Theory, ch. 5 and 14; the effective weight and
 * the discriminative efficiency as documented for Moodle's quiz statistics report.
 */

/** Mean mark as a share of the maximum, 0..1: the proportion correct for a 0/1 item. Null without marks to gain or answers. */
export function facility(marks: readonly number[], maxMark: number): number | null {
  const average = mean(marks);
  return average === null || maxMark === 0 ? null : average / maxMark;
}

/** Corrected item-total correlation r(x, R), -1..1: the corrected point-biserial for a 0/1 item. Null without spread. */
export function discrimination(marks: readonly number[], rest: readonly number[]): number | null {
  return correlation(marks, rest);
}

/**
 * Discriminative efficiency cov(x, R) / cov(sorted x, sorted R), at most 1: how near the item comes to the best order that its
 * facility allows. Null when the marks can't be ordered at all.
 */
export function discriminativeEfficiency(marks: readonly number[], rest: readonly number[]): number | null {
  const covariance = sampleCovariance(marks, rest);
  const best = sampleCovariance(ascending(marks), ascending(rest));
  return covariance === null || !best ? null : covariance / best;
}

/** Number of attempts in each of the two groups of `upperLowerDifference`: 27 %, Kelley 1939, J. Educ. Psychol. 30:17. */
export function upperLowerGroupSize(attemptCount: number): number {
  return Math.round(0.27 * attemptCount);
}

/**
 * Upper-lower difference D = facility in the highest 27 % minus facility in the lowest 27 % by total, -1..1.
 * Attempts are ordered by total, ties by their position in the input. Null when the groups would be empty.
 */
export function upperLowerDifference(
  marks: readonly number[],
  totals: readonly number[],
  maxMark: number,
): number | null {
  const group = upperLowerGroupSize(totals.length);
  if (group === 0 || maxMark === 0) return null;
  const ordered = orderByTotal(totals).map((i) => marks[i] ?? 0);
  return (sum(ordered.slice(-group)) - sum(ordered.slice(0, group))) / (group * maxMark);
}

/** Positions of the attempts from the lowest total to the highest, ties in the order of the input. */
export function orderByTotal(totals: readonly number[]): number[] {
  return totals
    .map((total, i) => ({ total, i }))
    .sort((a, b) => a.total - b.total || a.i - b.i)
    .map(({ i }) => i);
}

/**
 * Effective weights: sqrt(cov(x_j, T)) as a share of their sum, 0..1. An item with a negative covariance gets null and stays out
 * of the sum: it works against the total.
 */
export function effectiveWeights(
  columns: readonly (readonly number[])[],
  totals: readonly number[],
): (number | null)[] {
  const roots = columns.map((column) => {
    const covariance = sampleCovariance(column, totals) ?? 0;
    return covariance < 0 ? null : Math.sqrt(covariance);
  });
  const total = sum(roots.map((root) => root ?? 0));
  return roots.map((root) => (root === null || total === 0 ? null : root / total));
}

/** Standard deviation of the marks on one item, in marks. */
export function markDeviation(marks: readonly number[]): number | null {
  return standardDeviation(marks);
}
