import { chiSquareTail } from '../statistics/chi-square';
import { ALARM_P, MIN_ITEMS } from './cue-check';

/** Single-key items with the same number of options. */
export interface PositionGroup {
  readonly optionCount: number;
  /** How many keys stand in each place, one entry per place. */
  readonly keys: readonly number[];
}

/**
 * So many items are enumerated, the smallest groups first. What remains is large enough for the chi-square curve: equal expectations
 * above one per place suffice (Cochran 1954, Biometrics 10:417), and with up to six options each place then expects more than that.
 */
const EXACT_ITEMS = 50;
/** Items times options of one group: what enumerating may cost. */
const EXACT_CELLS = 300;

export interface KeyPositionTest {
  readonly verdict: 'tooFew' | 'even' | 'uneven';
  readonly n: number;
  /** Pearson's statistic, summed over the groups. */
  readonly statistic: number;
  readonly degrees: number;
  /** Probability of a statistic at least as large when every place is equally likely; null below the minimum. */
  readonly p: number | null;
  readonly method: 'exact' | 'chiSquare' | 'mixed';
}

/**
 * Tests whether keys stand in every place equally often, among items with the same number of options.
 *
 *   X² = Σ_groups Σ_places (o - n/k)² / (n/k)
 *
 * Small sets are enumerated: the number of ways to get a sum of squares of counts follows cell by cell, so the probability is
 * that of the exact multinomial test ordered by X², without simulation. Larger groups
 * contribute a chi-square variable with k - 1 degrees of freedom. The groups are independent, so their sums are convolved.
 * Source: Pearson 1900; Read and Cressie 1988, Goodness-of-Fit Statistics, ch. 5 (exact multinomial distribution of X²).
 */
export function keyPositionTest(groups: readonly PositionGroup[]): KeyPositionTest {
  const used = groups
    .map((group) => ({ ...group, n: group.keys.reduce((sum, count) => sum + count, 0) }))
    .filter(({ n, optionCount }) => n > 0 && optionCount > 1);
  const n = used.reduce((sum, group) => sum + group.n, 0);
  const statistic = used.reduce((sum, group) => sum + pearson(group.keys, group.n, group.optionCount), 0);
  const degrees = used.reduce((sum, group) => sum + group.optionCount - 1, 0);
  const [exact, large] = split(used);
  const method = large.length === 0 ? 'exact' : exact.length === 0 ? 'chiSquare' : 'mixed';
  if (n < MIN_ITEMS) return { verdict: 'tooFew', n, statistic, degrees, p: null, method };
  const largeDegrees = large.reduce((sum, group) => sum + group.optionCount - 1, 0);
  let p = 0;
  for (const [value, probability] of convolved(exact)) {
    // Rounding must not turn "as large as what was seen" into "smaller".
    p += probability * tailFrom(statistic - value - 1e-9, largeDegrees);
  }
  p = Math.min(1, p);
  return { verdict: p < ALARM_P ? 'uneven' : 'even', n, statistic, degrees, p, method };
}

type Counted = PositionGroup & { readonly n: number };

function split(groups: readonly Counted[]): readonly [readonly Counted[], readonly Counted[]] {
  const exact: Counted[] = [];
  const large: Counted[] = [];
  let items = 0;
  for (const group of [...groups].sort((a, b) => a.n - b.n)) {
    items += group.n;
    (items <= EXACT_ITEMS && group.n * group.optionCount <= EXACT_CELLS ? exact : large).push(group);
  }
  return [exact, large];
}

const tailFrom = (value: number, degrees: number): number =>
  degrees === 0 ? (value <= 0 ? 1 : 0) : chiSquareTail(value, degrees);

const pearson = (keys: readonly number[], n: number, optionCount: number): number =>
  fromSquares(
    keys.reduce((sum, count) => sum + count * count, 0),
    n,
    optionCount,
  );

/** X² = k/n Σ o² - n */
const fromSquares = (squares: number, n: number, optionCount: number): number =>
  (optionCount / n) * squares - n;

/** Probability by value of the summed statistic of all groups. */
function convolved(groups: readonly Counted[]): ReadonlyMap<number, number> {
  let sums = new Map<number, number>([[0, 1]]);
  for (const group of groups) {
    const next = new Map<number, number>();
    for (const [squares, probability] of squaresDistribution(group.n, group.optionCount)) {
      const value = fromSquares(squares, group.n, group.optionCount);
      for (const [sum, before] of sums) {
        // Equal sums that differ in their last bits are one value.
        const key = Math.round((sum + value) * 1e9) / 1e9;
        next.set(key, (next.get(key) ?? 0) + before * probability);
      }
    }
    sums = next;
  }
  return sums;
}

/** Probability by Σ o², for n keys that fall on k places with equal chance. One place after the other takes a share of the rest. */
function squaresDistribution(n: number, k: number): ReadonlyMap<number, number> {
  let rest = new Map<number, Map<number, number>>([[n, new Map([[0, 1]])]]);
  for (let place = 0; place < k - 1; place += 1) {
    const next = new Map<number, Map<number, number>>();
    for (const [left, bySquares] of rest) {
      for (const [taken, chance] of binomial(left, 1 / (k - place)).entries()) {
        const target = next.get(left - taken) ?? new Map<number, number>();
        next.set(left - taken, target);
        for (const [squares, probability] of bySquares) {
          const sum = squares + taken * taken;
          target.set(sum, (target.get(sum) ?? 0) + probability * chance);
        }
      }
    }
    rest = next;
  }
  const result = new Map<number, number>();
  for (const [left, bySquares] of rest) {
    for (const [squares, probability] of bySquares) {
      const sum = squares + left * left;
      result.set(sum, (result.get(sum) ?? 0) + probability);
    }
  }
  return result;
}

/** P(0..n successes). By ratios from the certain end, which loses nothing at these sizes. */
function binomial(n: number, chance: number): readonly number[] {
  const probabilities = [(1 - chance) ** n];
  for (let s = 1; s <= n; s += 1) {
    const before = probabilities[s - 1] ?? 0;
    probabilities.push((before * (n - s + 1) * chance) / (s * (1 - chance)));
  }
  return probabilities;
}
