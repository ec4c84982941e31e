import { parseRichText } from '../../text/parse-rich-text';
import { type RichText, toPlainText } from '../../text/rich-text';

const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** Formats that demand a title get the beginning of the question where there is none, from people and from our writers. */
export function isBeginningOf(title: string, stem: string): boolean {
  const short = lettersOf(title);
  return short !== '' && lettersOf(toPlainText(parseRichText(stem))).startsWith(short);
}

/** A title to write for a question that has none, which readers know as such; null when the question has no letters. */
export function titleFromStem(stem: RichText): string | null {
  const text = toPlainText(stem).replaceAll(/\s+/g, ' ').trim().slice(0, 60).trim();
  return lettersOf(text) === '' ? null : text.replace(/[\ud800-\udbff]$/, '');
}
