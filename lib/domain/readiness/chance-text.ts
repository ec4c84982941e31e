import { invariant } from '../kernel/invariant';
import { countText } from '../statistics/percent-text';
import type { Readiness } from './assess-readiness';
import type { PassForecast } from './pass-forecast';

/** A chance with both ends of its range, as whole percent between 1 and 99: nothing about a person is certain. */
export type WholeChance = { readonly percent: number; readonly low: number; readonly high: number };

const wholePercent = (probability: number): number =>
  Math.min(99, Math.max(1, Math.round(100 * probability)));

/** All three are rounded in the same way, so that what is read lies inside the range beside it. */
export function wholeChance({ passProbability, range }: PassForecast): WholeChance {
  const chance = {
    percent: wholePercent(passProbability),
    low: wholePercent(range.lower),
    high: wholePercent(range.upper),
  };
  invariant(chance.low <= chance.percent && chance.percent <= chance.high, 'a chance outside its own range');
  return chance;
}

/** "Chance to pass 62 % (41–78 %)", always with its noun; a range that rounds to a single number is left out. */
export function chanceText(forecast: PassForecast): string {
  const { percent, low, high } = wholeChance(forecast);
  const range = low === high ? '' : ` (${low}–${high}\u00a0%)`;
  return `Chance to pass ${percent}\u00a0%${range}`;
}

/** "33 of 59 expected, 42 needed, from 40 answers". */
export function expectedScoreText(
  { expectedScore, questionCount, passMark }: PassForecast,
  { answered }: Pick<Readiness, 'answered'>,
): string {
  return `${Math.round(expectedScore)} of ${questionCount} expected, ${passMark} needed, from ${countText(answered, 'answer')}`;
}
