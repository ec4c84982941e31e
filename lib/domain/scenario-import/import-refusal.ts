import type { ItemContent } from '../item/item-content';
import { type Failure, failure } from '../kernel/failure';
import { isRichText } from '../text/is-rich-text';
import type { ParsedPost } from './parsed-post';
import { readLines } from './read-lines';
import { splitLines } from './source-lines';

/** What one import takes; a post has some twenty. */
export const MAX_ITEMS = 20_000;

/**
 * Why a source is not even parsed; null when it is. Counts heads, because reading a hundred thousand questions keeps the server
 * from everybody else for seconds, only to refuse them in the end.
 */
export const refuseSource = (source: string): Failure | null =>
  refuseItems(readLines(splitLines(source)).lines.filter(({ shape }) => shape.type === 'head').length);

/** Why so many questions can't be imported at once; null when they can. */
export function refuseItems(found: number): Failure | null {
  if (found <= MAX_ITEMS) return null;
  return failure(
    'invalid',
    `The source holds ${found} questions; ${MAX_ITEMS} are the most at a time. Split it and import the parts one after the other.`,
  );
}

/** Why a post can't be imported at all; null when at least one item is ready. */
export function refusePost(post: ParsedPost): Failure | null {
  const found = post.items.length;
  if (post.items.some((item) => item.ready)) return null;
  return failure(
    'invalid',
    found === 0
      ? 'No question was found in the source.'
      : `None of the ${found} questions is ready. Correct the errors first.`,
  );
}

/** The bounds that every reader of stored text relies on hold for what is written, too; null when they do. */
export function refuseContent(number: number, { stem, options, rationales }: ItemContent): Failure | null {
  const parts = [stem, ...options.map((option) => option.body), ...Object.values(rationales)];
  if (parts.every(isRichText)) return null;
  return failure('invalid', `Question ${number} has too many lines or too deep lists. Shorten it.`);
}
