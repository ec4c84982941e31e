import type { CueItem, CueOption } from './cue-item';
import { fittingOptions } from './grammar';
import { absoluteWords, takesInAll } from './option-words';

/**
 * What somebody who knows nothing may do with every item. All but `position` look at one item only, so that they don't depend on
 * the others. Stored by place: add at the end, never reorder.
 */
export const ITEM_STRATEGIES = [
  'longest',
  'shortest',
  'avoidAbsolutes',
  'verbalCue',
  'grammar',
  'allOfTheAbove',
  'middle',
] as const;
export type ItemStrategy = (typeof ITEM_STRATEGIES)[number];

export const STRATEGIES = ['position', ...ITEM_STRATEGIES] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** What the strategy chooses among; null leaves the choice open, which is a guess among all. */
const CHOICES: Readonly<Record<ItemStrategy, (item: CueItem) => readonly CueOption[]>> = {
  longest: ({ options }) => extreme(options, (option) => option.length),
  shortest: ({ options }) => extreme(options, (option) => -option.length),
  avoidAbsolutes: ({ options }) => {
    const careful = options.filter((option) => absoluteWords(option.words).length === 0);
    return extreme(careful.length === 0 ? options : careful, (option) => option.length);
  },
  verbalCue: ({ options }) => extreme(options, (option) => option.shared.length),
  grammar: fittingOptions,
  allOfTheAbove: ({ options }) => {
    const all = options.filter((option) => takesInAll(option.text));
    return all.length === 0 ? options : all;
  },
  middle: ({ options }) => {
    const edge = Math.floor((options.length - 1) / 2);
    return options.slice(edge, options.length - edge);
  },
};

function extreme(options: readonly CueOption[], of: (option: CueOption) => number): readonly CueOption[] {
  const most = Math.max(...options.map(of));
  return options.filter((option) => of(option) === most);
}

/**
 * The chance of each strategy to find the key of one item: the strategy leaves m options that are alike to it, one of them is taken
 * by lot, so it is 1/m when the key is among them and 0 otherwise. Ties therefore count fractionally. Zeros for items without a
 * single key, which the score leaves out.
 */
export function strategyHits(item: CueItem): Readonly<Record<ItemStrategy, number>> {
  const hit = (strategy: ItemStrategy): number => {
    if (item.keyPosition === null) return 0;
    const chosen = CHOICES[strategy](item);
    return chosen.some((option) => option.isKey) ? 1 / chosen.length : 0;
  };
  return Object.fromEntries(ITEM_STRATEGIES.map((strategy) => [strategy, hit(strategy)])) as Record<
    ItemStrategy,
    number
  >;
}

/** Who is the longest option: the key alone, the key among others, or a distractor (alone or not). */
export const LONGEST = ['key', 'tiedKey', 'distractor', 'tiedDistractors'] as const;
export type Longest = (typeof LONGEST)[number];

export function longestOption(item: CueItem): Longest {
  const longest = CHOICES.longest(item);
  const hasKey = longest.some((option) => option.isKey);
  if (longest.length === 1) return hasKey ? 'key' : 'distractor';
  return hasKey ? 'tiedKey' : 'tiedDistractors';
}
