/** The levels at which intervals are drawn: 80 % for predictions, 95 % for measurements. */
export const INTERVAL_LEVELS = [0.8, 0.9, 0.95, 0.99] as const;
export type IntervalLevel = (typeof INTERVAL_LEVELS)[number];

/** An interval in the unit of its estimate, ends included. */
export type Interval = {
  readonly lower: number;
  readonly upper: number;
  readonly level: IntervalLevel;
};

/**
 * The two-sided standard normal quantile z with P(|Z| <= z) = level.
 * Typed as constants, because only four levels exist and an approximation would add an error of its own.
 * Source: NIST/SEMATECH e-Handbook 1.3.6.7.1, extended to double precision.
 */
const Z_BY_LEVEL = {
  0.8: 1.2815515655446004,
  0.9: 1.6448536269514722,
  0.95: 1.959963984540054,
  0.99: 2.5758293035489004,
} as const satisfies Record<IntervalLevel, number>;

/** @returns z, in standard errors */
export function normalQuantile(level: IntervalLevel): number {
  return Z_BY_LEVEL[level];
}

/** Where an interval lies against a threshold in the same unit; touching the threshold counts as reaching it. */
export type Position = 'below' | 'unclear' | 'above';

export function positionAgainst(interval: Interval, threshold: number): Position {
  if (interval.upper < threshold) return 'below';
  return interval.lower >= threshold ? 'above' : 'unclear';
}
