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

/** What a judgement that isn't against a cut score says. */
export interface Wording {
  /** What the line marks: "cut" unless it is something else, such as "chance". */
  readonly cutName?: string;
  /** Decimals of the estimate. */
  readonly digits?: 0 | 1;
}

export const ANSWERS: Noun = { one: 'answer', other: 'answers' };

/** "61 %" or "31", as the unit has it; a tenth only where it is asked for and there is one: "92.5 %". */
export function formatValue(value: number, unit: Unit, digits: 0 | 1 = 0): string {
  const shown = digits === 1 && !Number.isInteger(Math.round(value * 10) / 10) ? 1 : 0;
  return unit === 'percent' ? formatPercent(value, shown) : formatNumber(value, shown);
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
  { cutName = 'cut', digits = 0 }: Wording = {},
): string {
  if (estimate === null || n === 0) return `No evidence yet, the ${cutName} is ${formatValue(cut, unit)}`;
  const parts = [formatValue(estimate, unit, digits)];
  if (interval) parts.push(`${formatNumber(interval[0])} to ${formatNumber(interval[1])}`);
  parts.push(
    `${sideOf(estimate, cut)} the ${cutName} of ${formatNumber(cut)}`,
    `from ${formatCount(n, counted)}`,
  );
  return parts.join(', ');
}
