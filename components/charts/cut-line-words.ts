import { formatCount, formatNumber, formatPercent, type Noun } from '@/lib/ui/format';

/** Both ends of an interval, on the same scale as the estimate. */
export type Interval = readonly [low: number, high: number];

export type Unit = 'percent' | 'points';

/** What a judgement consists of. All values are on one scale, given by `domain` where it is drawn. */
export interface Judgement {
  readonly estimate: number | null;
  readonly interval: Interval | null;
  readonly cut: number;
  /** How many observations stand behind the estimate. */
  readonly n: number;
}

export const ANSWERS: Noun = { one: 'answer', other: 'answers' };

/** "61 %" or "31", as the unit has it. */
export function formatValue(value: number, unit: Unit): string {
  return unit === 'percent' ? formatPercent(value) : formatNumber(value);
}

/** Where an estimate lies, by the whole number that is shown: what a reader sees and what is said must agree. */
export function sideOf(estimate: number, cut: number): 'below' | 'at' | 'above' {
  const shown = Math.round(estimate);
  if (shown === Math.round(cut)) return 'at';
  return shown < cut ? 'below' : 'above';
}

/** The drawing in words: "61 %, 46 to 75, below the cut of 70, from 18 answers". */
export function judgementWords(
  { estimate, interval, cut, n }: Judgement,
  unit: Unit,
  counted: Noun = ANSWERS,
): string {
  if (estimate === null || n === 0) return `No evidence yet, the cut is ${formatValue(cut, unit)}`;
  const parts = [formatValue(estimate, unit)];
  if (interval) parts.push(`${formatNumber(interval[0])} to ${formatNumber(interval[1])}`);
  parts.push(`${sideOf(estimate, cut)} the cut of ${formatNumber(cut)}`, `from ${formatCount(n, counted)}`);
  return parts.join(', ');
}
