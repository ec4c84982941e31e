import { type Interval, type IntervalLevel, normalQuantile } from './interval';
import { sampleVariance, sum } from './moments';

/**
 * Cronbach's alpha: p/(p-1) (1 - sum var x_j / var T), at most 1, possibly negative.
 * Source: Cronbach 1951, Psychometrika 16:297; equals KR-20 for 0/1 items.
 * Null below two items or two attempts, or when all totals are equal.
 */
export function cronbachAlpha(
  columns: readonly (readonly number[])[],
  totals: readonly number[],
): number | null {
  const itemCount = columns.length;
  const totalVariance = sampleVariance(totals);
  if (itemCount < 2 || !totalVariance) return null;
  const itemVariance = sum(columns.map((column) => sampleVariance(column) ?? 0));
  return (itemCount / (itemCount - 1)) * (1 - itemVariance / totalVariance);
}

/**
 * Bonett's interval for alpha: 1 - exp(ln(1-alpha) ± z sqrt(2p / ((p-1)(n-2)))).
 * Source: Bonett 2002, J. Educ. Behav. Stat. 27:335. Null below three attempts and at alpha = 1, where the logarithm ends.
 */
export function alphaInterval(
  alpha: number,
  itemCount: number,
  attemptCount: number,
  level: IntervalLevel = 0.95,
): Interval | null {
  if (itemCount < 2 || attemptCount < 3 || alpha >= 1) return null;
  const half = normalQuantile(level) * Math.sqrt((2 * itemCount) / ((itemCount - 1) * (attemptCount - 2)));
  const centre = Math.log(1 - alpha);
  return { lower: 1 - Math.exp(centre + half), upper: 1 - Math.exp(centre - half), level };
}

/**
 * Standard error of measurement: sd(T) sqrt(1 - alpha), in marks. Source: Lord and Novick 1968, ch. 3.
 * A negative alpha gives an error larger than the standard deviation, which is what such a form deserves.
 */
export function standardErrorOfMeasurement(totalDeviation: number, alpha: number): number {
  return totalDeviation * Math.sqrt(1 - alpha);
}

/** Alpha of the form without each item in turn, in the order of the items. Null as for `cronbachAlpha`. */
export function alphaIfDeleted(
  columns: readonly (readonly number[])[],
  totals: readonly number[],
): (number | null)[] {
  return columns.map((deleted, j) =>
    cronbachAlpha(
      columns.filter((_, other) => other !== j),
      totals.map((total, i) => total - (deleted[i] ?? 0)),
    ),
  );
}
