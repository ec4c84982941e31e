import { characterMessages } from '../character-messages';
import type { LineKind } from '../line-kind';
import type { ImportMessage } from '../message';
import { splitLines } from '../source-lines';

/** A source as it is shown and read: lines end with `\n`, nothing invisible is left. */
export interface CleanSource {
  readonly text: string;
  readonly lines: readonly string[];
  readonly messages: readonly ImportMessage[];
}

export function cleanSource(source: string): CleanSource {
  if (!NEEDS_CLEANING.test(source)) {
    const lines = source.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return { text: lines.join('\n'), lines, messages: [] };
  }
  const lines = splitLines(source);
  const texts = lines.map((line) => line.text);
  return { text: texts.join('\n'), lines: texts, messages: characterMessages(lines) };
}

/** Anything that splitLines would change, and line ends other than `\n`. */
const NEEDS_CLEANING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The same for text that was written as numeric entities and so wasn't seen before. */
export function withoutHidden(text: string): string {
  return text.replaceAll(HIDDEN, '');
}

/** More of them, and a source is no text. */
const MAX_HIDDEN = 5000;

/** Why a source can't be text, in words; null when it may be. */
export function refuseHidden(source: string): string | null {
  let count = 0;
  for (const _ of source.matchAll(HIDDEN)) {
    count += 1;
    if (count > MAX_HIDDEN)
      return 'it holds thousands of control characters, so it isn’t text. Check which file it is.';
  }
  return null;
}

/** Books lines of a structured source: those of items and stimuli, blank ones, and the rest as what it is by default. */
export function bookLines(
  lines: readonly string[],
  ranges: readonly { readonly first: number; readonly last: number; readonly kind: LineKind }[],
): readonly LineKind[] {
  const kinds: LineKind[] = lines.map((line) => (line.trim() === '' ? 'blank' : 'noise'));
  for (const { first, last, kind } of ranges) {
    for (let line = first; line <= last; line += 1) {
      if (kinds[line - 1] === 'noise') kinds[line - 1] = kind;
    }
  }
  return kinds;
}
