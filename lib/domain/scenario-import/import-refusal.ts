import type { ItemContent } from '../item/item-content';
import { type Failure, failure } from '../kernel/failure';
import { isRichText } from '../text/is-rich-text';
import type { ParsedPost } from './parsed-post';
import { MAX_ITEMS, tooManyItems } from './too-many-items';

/** Why so many questions can't be imported at once; null when they can. */
export function refuseSize({ items, messages }: ParsedPost): Failure | null {
  if (items.length > MAX_ITEMS) return failure('invalid', tooManyItems(items.length));
  const told = messages.find(({ code }) => code === 'post/too-many-items');
  return told === undefined ? null : failure('invalid', told.message);
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
