import { visibleLength } from '../text/canonical';
import type { ItemContent } from './item-content';

/** What a test-wise reader could exploit in a set of items without knowing anything. Counts only; judging is the reader's. */
export interface ItemSetLint {
  /** How many items have a key at each position of the author's order; an item with two keys counts at both. */
  readonly keyPositions: readonly number[];
  /** Items with one key and at least one distractor, the basis of `longestIsKey`. */
  readonly comparable: number;
  /** Of those, items whose key has more visible characters than every distractor; a tie doesn't count. */
  readonly longestIsKey: number;
  /** Items that will not be shuffled. */
  readonly shuffleLocked: number;
}

/**
 * Key balance and longest-option counts. A key that is strictly the longest option is the strongest known clue to it (Pham
 * et al. 2018); positions matter while an order is fixed.
 */
export function lintItemSet(items: readonly ItemContent[]): ItemSetLint {
  const widest = Math.max(0, ...items.map((item) => Math.min(item.options.length, 26)));
  const keyPositions = new Array<number>(widest).fill(0);
  for (const item of items) {
    for (const [position, option] of item.options.slice(0, widest).entries()) {
      if (item.key.includes(option.id)) keyPositions[position] = (keyPositions[position] ?? 0) + 1;
    }
  }
  const comparable = items.filter((item) => item.key.length === 1 && item.options.length > 1);
  return {
    keyPositions,
    comparable: comparable.length,
    longestIsKey: comparable.filter(isKeyLongest).length,
    shuffleLocked: items.filter((item) => item.shuffleLocked).length,
  };
}

function isKeyLongest(item: ItemContent): boolean {
  const isKey = (id: string): boolean => item.key.includes(id);
  const lengthsOf = (wanted: boolean): number[] =>
    item.options.filter((option) => isKey(option.id) === wanted).map((option) => visibleLength(option.body));
  return Math.max(...lengthsOf(true)) > Math.max(...lengthsOf(false));
}
