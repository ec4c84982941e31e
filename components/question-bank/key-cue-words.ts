import { letterAt } from '@/lib/domain/item/item-content';
import type { ItemSetLint } from '@/lib/domain/item/item-set-lint';
import { formatNumber } from '@/lib/ui/format';

/** From how many items on a pattern is worth a word; below, chance makes any. */
const MIN_ITEMS = 8;
/** How much more often than by chance something has to happen to be called a clue. */
const CONSPICUOUS = 1.8;

const of = (part: number, whole: number): string => `${formatNumber(part)} of ${formatNumber(whole)}`;

/** What someone who knows nothing could score by, in a sentence or two: the place of the key and its length. */
export function keyCueSentence(cues: ItemSetLint): string {
  const { comparable, keyPositions, longestIsKey } = cues;
  if (comparable === 0) return 'There is no question with one key to look at yet.';
  const keys = keyPositions.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...keyPositions);
  const letter = letterAt(keyPositions.indexOf(most));
  const chance = 1 / Math.max(2, keyPositions.length);
  const facts = `The key is ${letter} in ${of(most, keys)}; the longest option is the key in ${of(longestIsKey, comparable)}.`;
  if (comparable < MIN_ITEMS) return facts;
  const placeTells = most / keys >= chance * CONSPICUOUS;
  const lengthTells = longestIsKey / comparable >= chance * CONSPICUOUS;
  if (placeTells && lengthTells) return `${facts} Shuffling repairs the first, not the second.`;
  if (placeTells) return `${facts} Shuffling the options repairs that.`;
  if (lengthTells) {
    return `${facts} Shuffling doesn’t repair that: shorten the keys or lengthen distractors.`;
  }
  return `${facts} Neither gives the key away.`;
}
