import type { Interval } from './interval';

/** A proportion as whole percent: 0.52 becomes "52 %". */
export function percentText(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}

/** An interval of proportions in words: "95 % interval 44 to 60". */
export function intervalText(interval: Interval): string {
  return `${Math.round(100 * interval.level)}\u00a0% interval ${Math.round(100 * interval.lower)} to ${Math.round(100 * interval.upper)}`;
}

/** "1 answer", "12 answers", "4,916 learners". */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? singular : plural}`;
}
