/** The smallest value that at least `percent` of 100 of the values do not exceed (nearest rank); 0 for no values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}

/** `p50 4.1 ms, p95 9.8 ms, max 20.3 ms (n = 400)` */
export function describeLatencies(milliseconds: readonly number[]): string {
  const shown = (percent: number) => `${percentile(milliseconds, percent).toFixed(1)} ms`;
  return `p50 ${shown(50)}, p95 ${shown(95)}, max ${shown(100)} (n = ${milliseconds.length})`;
}
