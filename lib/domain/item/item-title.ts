import { type RichText, toPlainText } from '../text/rich-text';

const LONGEST = 90;

/** What an item is called in a list: its title, or the beginning of its stem where the source gave none. Never empty. */
export function itemTitle(title: string, stem: RichText): string {
  const own = title.trim();
  if (own !== '') return own;
  const text = toPlainText(stem).replaceAll(/\s+/g, ' ').trim();
  if (text === '') return 'Untitled';
  // A character of two units is not cut in half.
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
