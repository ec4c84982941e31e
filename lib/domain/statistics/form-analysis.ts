import { type Estimate, estimateFrom, type UndefinedReason } from './estimate';
import { normalQuantile } from './interval';
import type { MarkMatrix } from './mark-matrix';
import { excessKurtosis, mean, median, skewness, standardDeviation } from './moments';
import { alphaInterval, cronbachAlpha, standardErrorOfMeasurement } from './reliability';

/** What classical test theory says about a form as a whole. Marks are marks, not percent. */
export type FormAnalysis = {
  readonly n: number;
  readonly itemCount: number;
  /** marks; interval mean ± z sd/sqrt(n) */
  readonly mean: Estimate;
  readonly median: Estimate;
  /** marks */
  readonly deviation: Estimate;
  readonly skewness: Estimate;
  /** excess over the normal distribution */
  readonly kurtosis: Estimate;
  /** Cronbach's alpha, Bonett's interval */
  readonly reliability: Estimate;
  /** standard error of measurement, marks */
  readonly errorOfMeasurement: Estimate;
};

/** Analyses the totals of a form. Every figure needs 10 attempts; from 30 on it counts as firm. */
export function formAnalysis(matrix: MarkMatrix): FormAnalysis {
  const n = matrix.attemptCount;
  const itemCount = matrix.columns.length;
  const deviation = standardDeviation(matrix.totals);
  const alpha = cronbachAlpha(matrix.columns, matrix.totals);
  const alphaReason: UndefinedReason = itemCount < 2 ? 'tooFewItems' : 'noSpread';
  const plain = (value: number | null, reason: UndefinedReason = 'noSpread') =>
    estimateFrom(n, () => (value === null ? reason : { value, interval: null }));
  return {
    n,
    itemCount,
    mean: meanEstimate(matrix.totals, deviation),
    median: plain(median(matrix.totals)),
    deviation: plain(deviation),
    skewness: plain(skewness(matrix.totals)),
    kurtosis: plain(excessKurtosis(matrix.totals)),
    reliability: estimateFrom(n, () =>
      alpha === null ? alphaReason : { value: alpha, interval: alphaInterval(alpha, itemCount, n) },
    ),
    errorOfMeasurement: plain(
      alpha === null || deviation === null ? null : standardErrorOfMeasurement(deviation, alpha),
      alphaReason,
    ),
  };
}

function meanEstimate(totals: readonly number[], deviation: number | null): Estimate {
  return estimateFrom(totals.length, () => {
    const value = mean(totals);
    if (value === null || deviation === null) return 'noSpread';
    const half = (normalQuantile(0.95) * deviation) / Math.sqrt(totals.length);
    return { value, interval: { lower: value - half, upper: value + half, level: 0.95 } };
  });
}
