/** Arithmetic mean; null for no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Median; the mean of the middle two for an even count, null for no values. */
export function median(values: readonly number[]): number | null {
  const sorted = ascending(values);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  const lower = sorted[half - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

export function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/**
 * Sample covariance, divisor n-1; null below two pairs.
 * Two passes (means first), because the one-pass formula loses all digits when the mean is large against the spread.
 */
export function sampleCovariance(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length !== ys.length)
    throw new RangeError(`Expected pairs, got ${xs.length} and ${ys.length} values.`);
  if (xs.length < 2) return null;
  const meanX = sum(xs) / xs.length;
  const meanY = sum(ys) / ys.length;
  let total = 0;
  for (const [i, x] of xs.entries()) total += (x - meanX) * ((ys[i] ?? meanY) - meanY);
  return total / (xs.length - 1);
}

/** Sample variance, divisor n-1; null below two values. */
export function sampleVariance(values: readonly number[]): number | null {
  return sampleCovariance(values, values);
}

/** Sample standard deviation; null below two values. */
export function standardDeviation(values: readonly number[]): number | null {
  const variance = sampleVariance(values);
  return variance === null ? null : Math.sqrt(variance);
}

/** Central moment of the given order, divisor n. */
function centralMoment(values: readonly number[], order: number): number {
  const centre = sum(values) / values.length;
  let total = 0;
  for (const value of values) total += (value - centre) ** order;
  return total / values.length;
}

/**
 * Skewness from k-statistics: k3 / k2^1.5 with k3 = n² m3 / ((n-1)(n-2)).
 * Source: Kendall and Stuart, The Advanced Theory of Statistics, vol. 1, ch. 12. Null below 3 values or without spread.
 */
export function skewness(values: readonly number[]): number | null {
  const n = values.length;
  const k2 = sampleVariance(values);
  if (n < 3 || k2 === null || k2 === 0) return null;
  return (n * n * centralMoment(values, 3)) / ((n - 1) * (n - 2)) / k2 ** 1.5;
}

/**
 * Excess kurtosis from k-statistics: k4 / k2² with k4 = n² ((n+1) m4 - 3(n-1) m2²) / ((n-1)(n-2)(n-3)).
 * Source: as for skewness. Null below 4 values or without spread.
 */
export function excessKurtosis(values: readonly number[]): number | null {
  const n = values.length;
  const k2 = sampleVariance(values);
  if (n < 4 || k2 === null || k2 === 0) return null;
  const m2 = centralMoment(values, 2);
  const k4 =
    (n * n * ((n + 1) * centralMoment(values, 4) - 3 * (n - 1) * m2 * m2)) / ((n - 1) * (n - 2) * (n - 3));
  return k4 / (k2 * k2);
}
