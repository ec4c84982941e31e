import { letterAt } from '../item/item-content';
import type { BankCues, StrategyScore } from './bank-cues';
import { MIN_ITEMS } from './cue-check';
import type { Strategy } from './test-wise';

/** What somebody does who follows the strategy; it completes "by ...". */
export function strategyWords(strategy: Strategy, modalPosition: number | null): string {
  switch (strategy) {
    case 'position':
      return `always choosing ${letterAt(modalPosition ?? 0)}`;
    case 'longest':
      return 'always choosing the longest option';
    case 'shortest':
      return 'always choosing the shortest option';
    case 'avoidAbsolutes':
      return 'dropping options with always, never, all or only, then choosing the longest';
    case 'verbalCue':
      return 'choosing the option that repeats most words of the question';
    case 'grammar':
      return 'choosing an option that fits the grammar of the question';
    case 'allOfTheAbove':
      return 'choosing “all of the above” wherever it is offered';
    case 'middle':
      return 'choosing an option in the middle';
  }
}

/** "92.5 %", "100 %": a decimal only where there is one. */
export function shareWords(share: number): string {
  const percent = Math.round(1000 * share) / 10;
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)}\u00a0%`;
}

/** How far above chance a score has to be to be called a gain, in items out of all. */
const WORTH_A_WORD = 0.1;

/** The finding in one or two sentences: what a set gives away, and whether shuffling helps. */
export function cueSentence(cues: BankCues): string {
  const { comparable, chance, best, modalPosition } = cues;
  if (comparable === 0) return 'There is no question with one key to look at yet.';
  const guess = `a plain guesser gets ${shareWords(chance)}`;
  if (comparable < MIN_ITEMS) {
    const questions = comparable === 1 ? '1 question' : `${comparable} questions`;
    return `${questions} with one key: too few to tell a pattern from chance (from ${MIN_ITEMS} on).`;
  }
  if (best === null || best.share - chance < WORTH_A_WORD) {
    return `Someone who knows nothing gains little by tricks: at most ${shareWords(Math.max(best?.share ?? chance, chance))}, where ${guess}.`;
  }
  const first = `Someone who knows nothing gets ${shareWords(best.share)} by ${strategyWords(best.strategy, modalPosition)}; ${guess}.`;
  return `${first} ${afterShuffling(cues, best)}`;
}

function afterShuffling({ scores, chance, modalPosition }: BankCues, best: StrategyScore): string {
  const rest = scores.reduce((top, score) => (score.shuffledShare > top.shuffledShare ? score : top));
  if (rest.shuffledShare - chance < WORTH_A_WORD) return 'Shuffling the options repairs that.';
  if (rest.strategy === best.strategy) return 'Shuffling the options doesn’t repair that.';
  return `Shuffling repairs that, but leaves ${shareWords(rest.shuffledShare)} by ${strategyWords(rest.strategy, modalPosition)}.`;
}

/** A probability that nobody has to count zeros in: "under 1 in 1,000,000", "0.03". */
export function chanceWords(p: number): string {
  if (p < 1e-6) return 'under 1 in a million';
  if (p < 0.001) return 'under 1 in a thousand';
  return p < 0.01 ? p.toFixed(3) : p.toFixed(2);
}
