import type { Interval } from './interval';

/**
 * How many independent answers a statistic needs before it is shown.
 *
 * Below 10 the interval of a proportion is wider than 50 points and says nothing that the counts don't say better; at 30 the
 * standard error of a correlation, about 1/sqrt(n-3), falls to 0.19, which is still wide but no longer noise.
 */
export const PROVISIONAL_FROM = 10;
export const FIRM_FROM = 30;

export type EvidenceLevel = 'notEnough' | 'provisional' | 'firm';

/** The level of evidence that `n` independent answers carry. */
export function evidenceLevel(n: number): EvidenceLevel {
  if (n < PROVISIONAL_FROM) return 'notEnough';
  return n < FIRM_FROM ? 'provisional' : 'firm';
}

/** Why a statistic has no value although there are enough answers. */
export type UndefinedReason = 'noSpread' | 'noMarks' | 'negativeCovariance' | 'tooFewItems';

/**
 * A statistic that may be shown, or the reason why not. A reader has to look at `state` before there is a `value`, so that
 * a small sample can't be printed by accident. `interval` is null where no sound one is known for the statistic.
 */
export type Estimate =
  | { readonly state: 'notEnough'; readonly n: number; readonly needed: number }
  | { readonly state: 'undefined'; readonly n: number; readonly reason: UndefinedReason }
  | {
      readonly state: 'provisional' | 'firm';
      readonly value: number;
      readonly interval: Interval | null;
      readonly n: number;
    };

/**
 * Guards a statistic by its sample size. `compute` runs only when there are enough answers.
 *
 * @param n independent answers behind the statistic
 * @param compute the value with its interval, or the reason why it is undefined for these answers
 */
export function estimateFrom(
  n: number,
  compute: () => { readonly value: number; readonly interval: Interval | null } | UndefinedReason,
): Estimate {
  const level = evidenceLevel(n);
  if (level === 'notEnough') return { state: 'notEnough', n, needed: PROVISIONAL_FROM };
  const computed = compute();
  if (typeof computed === 'string') return { state: 'undefined', n, reason: computed };
  return { state: level, value: computed.value, interval: computed.interval, n };
}
