import { type Interval, type IntervalLevel, normalQuantile } from './interval';
import { sampleCovariance, sampleVariance } from './moments';

/** Pearson's product-moment correlation in [-1, 1]; null below two pairs or when either side has no spread. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const covariance = sampleCovariance(xs, ys);
  const varianceX = sampleVariance(xs);
  const varianceY = sampleVariance(ys);
  if (covariance === null || !varianceX || !varianceY) return null;
  // Rounding can carry a perfect correlation past 1, where Fisher's transformation is not defined.
  return Math.min(1, Math.max(-1, covariance / Math.sqrt(varianceX * varianceY)));
}

/**
 * Fisher's z interval for a correlation: tanh(atanh(r) ± z / sqrt(n-3)).
 * Source: Fisher 1921, Metron 1:3. Derived for bivariate normal data; for a 0/1 item it is an approximation that is good
 * enough to tell "near zero" from "clearly positive", which is all that it is used for.
 *
 * @param n pairs; null below 4
 */
export function correlationInterval(r: number, n: number, level: IntervalLevel = 0.95): Interval | null {
  if (n < 4) return null;
  const half = normalQuantile(level) / Math.sqrt(n - 3);
  return { lower: Math.tanh(Math.atanh(r) - half), upper: Math.tanh(Math.atanh(r) + half), level };
}
