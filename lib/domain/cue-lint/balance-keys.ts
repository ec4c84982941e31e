import type { ItemContent } from '../item/item-content';
import { seededRandom, shuffled } from '../kernel/random';
import { toPlainText } from '../text/rich-text';
import { toCueItem } from './cue-item';
import { numbersOf } from './wording-cues';

/** Why the options of an item stay as they are. */
export const KEPT_REASONS = ['severalKeys', 'shuffleLocked', 'numeric', 'namesLetters'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export interface BalanceItem {
  readonly id: string;
  readonly content: ItemContent;
}

/** One item whose options change places. */
export interface BalanceMove {
  readonly id: string;
  /** Places of the key, from 0. */
  readonly from: number;
  readonly to: number;
  /** Option ids in their new order: the key moved, the others as they followed one another. */
  readonly order: readonly string[];
}

export interface BalancePlan {
  readonly moves: readonly BalanceMove[];
  readonly kept: Readonly<Record<KeptReason, number>>;
  /** Keys by place over all single-key items. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What is written about options by letter would be wrong after a move; what refers to them by id follows it. */
const NAMES_LETTERS =
  /\b(?:options?|answers?|choices?)\s{1,3}\(?[A-J]\)?(?![\p{L}\p{N}'’])|(?:^|[.;]\s{1,3}|\n)\(?[A-J]\)?\s{1,3}(?:is|are|was|would be)\s{1,3}(?:not\s{1,3})?(?:in)?(?:correct|right|wrong|true|false)\b/u;

/** Why moving the options of an item isn't safe; null when it is. */
export function keptReason(content: ItemContent): KeptReason | null {
  const item = toCueItem(content);
  if (item.keyPosition === null) return 'severalKeys';
  if (content.shuffleLocked) return 'shuffleLocked';
  if (numbersOf(item) !== null) return 'numeric';
  const texts = [
    content.stem,
    ...content.options.map(({ body }) => body),
    ...Object.values(content.rationales),
  ];
  return texts.some((text) => NAMES_LETTERS.test(toPlainText(text).slice(0, 20_000))) ? 'namesLetters' : null;
}

/**
 * Spreads the keys of a set evenly over the places, with as few moves as possible, where moving is safe.
 *
 * Among items of the same number of options every place is to hold n/k keys; what is left over goes to the places that hold most, and
 * items that can't be moved count where they stand. Which of the surplus items move, and where to, is drawn by lot from a seed that
 * depends on the items alone: the same set gives the same plan, and the keys follow no pattern that a reader could learn.
 */
export function balanceKeys(items: readonly BalanceItem[]): BalancePlan {
  const kept: Record<KeptReason, number> = { severalKeys: 0, shuffleLocked: 0, numeric: 0, namesLetters: 0 };
  const placed = items.flatMap((item): Placed[] => {
    const reason = keptReason(item.content);
    if (reason !== null) kept[reason] += 1;
    if (reason === 'severalKeys') return [];
    const place = item.content.options.findIndex((option) => option.id === item.content.key[0]);
    return [{ ...item, place, free: reason === null, k: item.content.options.length }];
  });
  const moves = [...new Set(placed.map(({ k }) => k))]
    .sort((a, b) => a - b)
    .flatMap((k) =>
      movesOf(
        placed.filter((item) => item.k === k),
        k,
      ),
    );
  const order = new Map(items.map(({ id }, at) => [id, at]));
  const target = new Map(moves.map(({ id, to }) => [id, to]));
  return {
    moves: moves.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    kept,
    before: placesOf(
      placed.map(({ place }) => place),
      placed,
    ),
    after: placesOf(
      placed.map(({ id, place }) => target.get(id) ?? place),
      placed,
    ),
  };
}

interface Placed extends BalanceItem {
  readonly place: number;
  readonly free: boolean;
  readonly k: number;
}

function placesOf(places: readonly number[], items: readonly Placed[]): readonly number[] {
  const counts = new Array<number>(Math.max(0, ...items.map(({ k }) => k))).fill(0);
  for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}

function movesOf(items: readonly Placed[], k: number): readonly BalanceMove[] {
  const random = seededRandom(seedOf(items));
  const counts = Array.from({ length: k }, (_, place) => items.filter((item) => item.place === place).length);
  const quota = quotas(counts, items.length, k);
  const surplus = counts.flatMap((count, place) => {
    const free = shuffled(
      items.filter((item) => item.free && item.place === place),
      random,
    );
    return free.slice(0, Math.max(0, count - (quota[place] ?? 0)));
  });
  // What can't leave a full place leaves fewer to move than there is room for; lots decide which room stays empty.
  const room = shuffled(
    counts.flatMap((count, place) => new Array<number>(Math.max(0, (quota[place] ?? 0) - count)).fill(place)),
    random,
  );
  return surplus.slice(0, room.length).flatMap((item, at) => {
    const to = room[at];
    return to === undefined ? [] : [{ id: item.id, from: item.place, to, order: moved(item, to) }];
  });
}

function quotas(counts: readonly number[], n: number, k: number): readonly number[] {
  const base = Math.floor(n / k);
  const byCount = counts.map((count, place) => ({ count, place })).sort((a, b) => b.count - a.count);
  const favoured = new Set(byCount.slice(0, n % k).map(({ place }) => place));
  return counts.map((_, place) => base + Number(favoured.has(place)));
}

function moved({ content, place }: Placed, to: number): readonly string[] {
  const ids = content.options.map((option) => option.id);
  const [key] = ids.splice(place, 1);
  if (key !== undefined) ids.splice(to, 0, key);
  return ids;
}

/** FNV-1a, 32 bits, over the ids. */
function seedOf(items: readonly Placed[]): number {
  let hash = 0x811c9dc5;
  for (const { id } of items) {
    for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
