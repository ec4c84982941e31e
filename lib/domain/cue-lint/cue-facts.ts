import type { ItemContent } from '../item/item-content';
import { toCueItem } from './cue-item';
import { type ItemStrategy, type Longest, longestOption, strategyHits } from './test-wise';
import { numbersOf, type WordingCue, wordingCues } from './wording-cues';

/** What a bank's cues are summed up from: small enough to be stored beside each version and added up by the database. */
export interface CueFacts {
  readonly optionCount: number;
  /** From 0, in the author's order; null for items with several keys, which are left out of the score. */
  readonly keyPosition: number | null;
  /** The order of the options is kept when an exam shuffles. */
  readonly shuffleLocked: boolean;
  /** The options are numbers of one unit, so their order means something. */
  readonly numeric: boolean;
  readonly longest: Longest;
  readonly hits: Readonly<Record<ItemStrategy, number>>;
}

export interface LintedItem {
  readonly facts: CueFacts;
  readonly cues: readonly WordingCue[];
}

/** Everything that one item's wording tells. */
export function lintItem(content: ItemContent): LintedItem {
  const item = toCueItem(content);
  return {
    facts: {
      optionCount: item.options.length,
      keyPosition: item.keyPosition,
      shuffleLocked: content.shuffleLocked,
      numeric: numbersOf(item) !== null,
      longest: longestOption(item),
      hits: strategyHits(item),
    },
    cues: wordingCues(item),
  };
}

/**
 * Counts up when a check or a strategy gives another answer for the same wording. Facts that were stored under another number are
 * worked out anew.
 */
export const CUE_RULES_VERSION = 1;
