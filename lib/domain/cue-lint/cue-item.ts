import type { ItemContent } from '../item/item-content';
import { visibleLength } from '../text/canonical';
import { type Block, type Inline, type RichText, toPlainText } from '../text/rich-text';
import { contentStems, wordsOf } from './content-words';

export interface CueOption {
  readonly id: string;
  readonly isKey: boolean;
  /** Everything that is read, code included. */
  readonly text: string;
  /** Visible characters. */
  readonly length: number;
  /** Without code: a `SELECT ALL` says nothing about the author's tone. */
  readonly words: readonly string[];
  /** Content words that it shares with the stem, by their stems. */
  readonly shared: readonly string[];
}

/** An item as the checks read it: worked out once, asked many times. */
export interface CueItem {
  readonly content: ItemContent;
  readonly options: readonly CueOption[];
  /** Of the stem, without code. */
  readonly prose: string;
  /** The sentence that asks: up to the last question mark, else the last sentence. */
  readonly question: string;
  /** Emphasised and capital words of the stem, lower-case. */
  readonly emphasised: ReadonlySet<string>;
  /** Position of the key; null when there are several keys or none, which no strategy is defined for. */
  readonly keyPosition: number | null;
}

export function toCueItem(content: ItemContent): CueItem {
  const prose = proseOf(content.stem);
  const asked = contentStems(wordsOf(prose));
  const options = content.options.map((option): CueOption => {
    const text = toPlainText(option.body).replaceAll(/\s+/g, ' ').trim();
    const words = wordsOf(proseOf(option.body));
    return {
      id: option.id,
      isKey: content.key.includes(option.id),
      text,
      length: visibleLength(option.body),
      words,
      shared: [...contentStems(words)].filter((stem) => asked.has(stem)),
    };
  });
  const keys = options.filter((option) => option.isKey);
  return {
    content,
    options,
    prose,
    question: questionOf(prose),
    emphasised: emphasisedWords(content.stem, prose),
    keyPosition: keys.length === 1 && options.length > 1 ? options.findIndex((option) => option.isKey) : null,
  };
}

function questionOf(prose: string): string {
  const mark = prose.lastIndexOf('?');
  const end = mark === -1 ? prose.trimEnd().replace(/[.:]$/, '').length : mark;
  const before = prose.slice(0, end);
  const start = Math.max(
    before.lastIndexOf('. '),
    before.lastIndexOf('? '),
    before.lastIndexOf('! '),
    before.lastIndexOf('\n'),
  );
  return before.slice(start + 1).trim();
}

function proseOf(tree: RichText): string {
  return tree
    .map(blockProse)
    .join('\n')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

function blockProse(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return inlineProse(block.children);
    case 'code':
      return '';
    case 'list':
      return block.items.map((item) => proseOf(item)).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(inlineProse).join(' ')).join('\n');
  }
}

function inlineProse(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.type === 'strong' || node.type === 'emphasis') return inlineProse(node.children);
      // A gap, so that "`a`b" doesn't become a word that nobody wrote.
      return ' ';
    })
    .join('');
}

function emphasisedWords(stem: RichText, prose: string): ReadonlySet<string> {
  const capitals = prose.match(/\b[A-Z]{2,}\b/g) ?? [];
  return new Set([...capitals.map((word) => word.toLowerCase()), ...stem.flatMap(strongWords)]);
}

function strongWords(block: Block): readonly string[] {
  if (block.type === 'list') return block.items.flat().flatMap(strongWords);
  if (block.type !== 'paragraph') return [];
  return block.children.flatMap((node) =>
    node.type === 'strong' || node.type === 'emphasis' ? wordsOf(inlineProse(node.children)) : [],
  );
}
