import { finishStructuredPost, type StructuredItem, type StructuredPost } from '../finish-structured-post';
import type { ImportMessage, MessageCode, QuickFix } from '../message';
import type { ParsedPost } from '../parsed-post';

/** A reader that said one of these about an item has said why it has no key. */
const SAYS_WHY: readonly MessageCode[] = [
  'key/unreadable',
  'key/unknown-option',
  'key/repeated',
  'markup/broken',
];

/**
 * Checks the items (see finishStructuredPost) without saying twice what the reader said, and offers the repairs of a missing key.
 * `keyFixes` gives them by index of the item.
 */
export function settleItems(
  post: StructuredPost,
  keyFixes: (item: StructuredItem, index: number) => readonly QuickFix[] = () => [],
): ParsedPost {
  const said = new Map<number, Set<MessageCode>>();
  for (const { item, code } of post.messages) {
    if (item !== null) said.set(item, (said.get(item) ?? new Set()).add(code));
  }
  const own = new Set(post.messages);
  const isSaid = (message: ImportMessage): boolean => {
    const codes = message.item === null ? undefined : said.get(message.item);
    if (codes === undefined || own.has(message)) return false;
    if (codes.has('item/unsupported')) return !message.code.startsWith('text/');
    return message.code === 'key/missing' && SAYS_WHY.some((code) => codes.has(code));
  };
  const finished = finishStructuredPost(post);
  const messages = finished.messages.flatMap((message) => {
    if (isSaid(message)) return [];
    const item = message.item === null ? undefined : post.items[message.item];
    if (message.code !== 'key/missing' || item === undefined || message.item === null) return [message];
    const fixes = keyFixes(item, message.item);
    return [fixes.length === 0 ? message : { ...message, fixes }];
  });
  return { ...finished, messages };
}
