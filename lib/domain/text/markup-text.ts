import { formatRichText } from './format-rich-text';
import { signFormulas } from './formula';
import { readHtmlFragment } from './html-fragment';
import type { Inline, RichText } from './rich-text';

/** How a text of another format is marked up. `auto` is HTML where it has tags or references and no mark that only the dialect has, else the dialect. */
export const TEXT_MARKUPS = ['auto', 'html', 'plain', 'dialect'] as const;
export type TextMarkup = (typeof TEXT_MARKUPS)[number];

export interface DialectText {
  /** In the dialect of parseRichText. */
  readonly dialect: string;
  /** Names of elements whose content can't be kept. */
  readonly removed: readonly string[];
}

const HTML_SIGNS =
  /<\/?(?:p|br|b|strong|i|em|code|pre|ul|ol|li|div|span|h[1-6]|table|tr|td|th|img|a|sub|sup|u|tt|font|script|style|iframe)(?:\s[^<>]{0,2000})?\s?\/?>|&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});/i;

/** True when a text without a word about its markup is HTML. Back quotes and `\u{` are marks of the dialect. */
function isHtmlText(text: string): boolean {
  return HTML_SIGNS.test(text) && !text.includes('`') && !text.includes('\\u{');
}

/** A text of the dialect in such a way that `auto` takes it for one, also where it speaks of tags. */
export function markAsDialect(dialect: string): string {
  return isHtmlText(dialect) ? `${dialect}\n\n\\u{}` : dialect;
}

export function markupToDialect(text: string, markup: TextMarkup): DialectText {
  const isHtml = markup === 'html' || (markup === 'auto' && isHtmlText(text));
  if (isHtml) {
    const { tree, removed } = readHtmlFragment(signFormulas(text));
    return { dialect: formatRichText(tree), removed };
  }
  return { dialect: markup === 'plain' ? formatRichText(plainTree(text)) : text, removed: [] };
}

/** Paragraphs at blank lines, breaks at the others, and nothing else. */
function plainTree(text: string): RichText {
  return text.split(/\n[ \t]*\n/).map((paragraph) => ({
    type: 'paragraph',
    children: paragraph
      .split('\n')
      .flatMap((line, at): readonly Inline[] => [
        ...(at === 0 ? [] : [{ type: 'break' } as const]),
        { type: 'text', text: line },
      ]),
  }));
}
