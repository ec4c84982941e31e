import type { ItemContent } from '../item/item-content';
import type { Interval } from '../statistics/interval';
import { atLeastSuccesses } from '../statistics/poisson-binomial';
import { wilsonInterval } from '../statistics/wilson';
import { ALARM_P, type ItemCueCode, MIN_ITEMS } from './cue-check';
import { type CueFacts, lintItem } from './cue-facts';
import { type KeyPositionTest, keyPositionTest, type PositionGroup } from './key-position';
import { STRATEGIES, type Strategy } from './test-wise';

/** How many items have equal facts. */
export interface FactGroup {
  readonly facts: CueFacts;
  readonly items: number;
}

/** What somebody who knows nothing is expected to get by one strategy. */
export interface StrategyScore {
  readonly strategy: Strategy;
  /** Expected number of items right; ties count fractionally. */
  readonly expected: number;
  /** Of all comparable items, 0..1. */
  readonly share: number;
  /** Wilson, 95 %: how far the share would reach for other items by the same writers. */
  readonly interval: Interval | null;
  /** The share when an exam shuffles the options, 0..1. Items that aren't shuffled keep theirs. */
  readonly shuffledShare: number;
}

export interface LongestKey {
  /** Items whose key is strictly the longest option. */
  readonly strict: number;
  /** Items whose key is among several longest options. */
  readonly tied: number;
  /** Items that have one longest option: the basis of the test. */
  readonly decided: number;
  /** Probability of at least so many strict ones by chance; null below the minimum. */
  readonly p: number | null;
  readonly verdict: 'tooFew' | 'chance' | 'cue';
}

/** What a set of items gives away, and to whom. */
export interface BankCues {
  /** Items with one key and at least one distractor: what the score is about. */
  readonly comparable: number;
  /** Items with several keys, left out of the score. */
  readonly severalKeys: number;
  readonly shuffleLocked: number;
  /** Keys by place in the author's order. */
  readonly keyPositions: readonly number[];
  /** The place with most keys, the first of equals; null without items. */
  readonly modalPosition: number | null;
  readonly position: KeyPositionTest;
  readonly longest: LongestKey;
  /** Expected share of a plain guesser, 0..1. */
  readonly chance: number;
  /** In the order of STRATEGIES. */
  readonly scores: readonly StrategyScore[];
  /** The strategy that gains most; null while there are no items or none beats chance. */
  readonly best: StrategyScore | null;
  /** Items flagged by each code; codes without items are left out. */
  readonly flagged: Readonly<Partial<Record<ItemCueCode, number>>>;
}

/** Looks at items one by one. `scope` of position is the author's order, as it stands in `content.options`. */
export function lintItems(items: readonly ItemContent[]): BankCues {
  const linted = items.map(lintItem);
  const flagged: Partial<Record<ItemCueCode, number>> = {};
  for (const { cues } of linted) {
    for (const { code } of cues) flagged[code] = (flagged[code] ?? 0) + 1;
  }
  return summariseCues(
    linted.map(({ facts }) => ({ facts, items: 1 })),
    flagged,
  );
}

/**
 * The test-wise score and its two tests from facts that were grouped elsewhere.
 *
 *   score(strategy) = 1/n Σ_items hit(strategy, item)        hit: see strategyHits
 *   position: hit = 1 where the key stands in the place with most keys; an item without that place is a guess, 1/k
 *   chance = 1/n Σ_items 1/k
 *
 * Source of the idea: Millman, Bishop and Ebel 1965, Educational and Psychological Measurement 25:707 (test-wiseness as what is gained
 * independently of knowledge).
 */
export function summariseCues(groups: readonly FactGroup[], flagged: BankCues['flagged'] = {}): BankCues {
  const comparable = groups.filter(({ facts }) => facts.keyPosition !== null);
  const n = count(comparable);
  const keyPositions = positionsOf(comparable);
  const modalPosition = n === 0 ? null : keyPositions.indexOf(Math.max(...keyPositions));
  const chance = n === 0 ? 0 : sum(comparable, ({ optionCount }) => 1 / optionCount) / n;
  const scores = STRATEGIES.map((strategy) => scoreOf(strategy, comparable, n, modalPosition));
  const top = Math.max(...scores.map((score) => score.share));
  return {
    comparable: n,
    severalKeys: count(groups) - n,
    shuffleLocked: count(groups.filter(({ facts }) => facts.shuffleLocked)),
    keyPositions,
    modalPosition,
    position: keyPositionTest(positionGroups(comparable)),
    longest: longestKey(comparable),
    chance,
    scores,
    best: n === 0 || top <= chance + 1e-9 ? null : (scores.find((score) => score.share === top) ?? null),
    flagged,
  };
}

const count = (groups: readonly FactGroup[]): number => groups.reduce((total, { items }) => total + items, 0);
const sum = (groups: readonly FactGroup[], of: (facts: CueFacts) => number): number =>
  groups.reduce((total, { facts, items }) => total + items * of(facts), 0);

function scoreOf(
  strategy: Strategy,
  groups: readonly FactGroup[],
  n: number,
  modal: number | null,
): StrategyScore {
  const hit = (facts: CueFacts): number => hitOf(strategy, facts, modal);
  // Which options look right by their wording doesn't change with their order; where they stand does.
  const isPlace = strategy === 'position' || strategy === 'middle';
  const shuffledHit = (facts: CueFacts): number =>
    isPlace && !facts.shuffleLocked ? 1 / facts.optionCount : hit(facts);
  // Thirds don't add up to whole numbers: what is nearer than a millionth is the whole number.
  const expected = Math.round(1e6 * sum(groups, hit)) / 1e6;
  return {
    strategy,
    expected,
    share: n === 0 ? 0 : expected / n,
    interval: wilsonInterval(Math.min(expected, n), n),
    shuffledShare: n === 0 ? 0 : Math.round(1e6 * sum(groups, shuffledHit)) / 1e6 / n,
  };
}

function hitOf(strategy: Strategy, facts: CueFacts, modal: number | null): number {
  if (strategy !== 'position') return facts.hits[strategy];
  if (modal === null) return 0;
  return modal < facts.optionCount ? Number(facts.keyPosition === modal) : 1 / facts.optionCount;
}

function positionsOf(groups: readonly FactGroup[]): readonly number[] {
  const widest = Math.max(0, ...groups.map(({ facts }) => facts.optionCount));
  return Array.from({ length: widest }, (_, place) =>
    count(groups.filter(({ facts }) => facts.keyPosition === place)),
  );
}

function positionGroups(groups: readonly FactGroup[]): readonly PositionGroup[] {
  const counts = [...new Set(groups.map(({ facts }) => facts.optionCount))].sort((a, b) => a - b);
  return counts.map((optionCount) => {
    const own = groups.filter(({ facts }) => facts.optionCount === optionCount);
    const keys = positionsOf(own);
    return { optionCount, keys };
  });
}

function longestKey(groups: readonly FactGroup[]): LongestKey {
  const decided = groups.filter(({ facts }) => facts.longest === 'key' || facts.longest === 'distractor');
  const strict = count(decided.filter(({ facts }) => facts.longest === 'key'));
  const n = count(decided);
  const tied = count(groups.filter(({ facts }) => facts.longest === 'tiedKey'));
  if (n < MIN_ITEMS) return { strict, tied, decided: n, p: null, verdict: 'tooFew' };
  const p = atLeastSuccesses(
    decided.map(({ facts, items }) => ({ trials: items, chance: 1 / facts.optionCount })),
    strict,
  );
  return { strict, tied, decided: n, p, verdict: p < ALARM_P ? 'cue' : 'chance' };
}

/** Every strategy of a table, best first; equals in the order of STRATEGIES. */
export const byShare = (scores: readonly StrategyScore[]): readonly StrategyScore[] =>
  [...scores].sort((a, b) => b.share - a.share);
