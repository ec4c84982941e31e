import { assertNever } from '../kernel/assert-never';
import type { Block, Inline, LetterOf, RichText } from './rich-text';

/** Written for a reference when no letter is known. */
const UNLETTERED = '[option]';

/**
 * The tree without what makes no difference to a reader, and what the dialect therefore doesn't write:
 * nodes without content (empty text, code, emphasis, paragraphs and lists; an empty item of a list stays), adjacent text nodes, white space at
 * the edges of paragraphs, cells and beside line breaks, line breaks at the edges of a paragraph or cell. White space and
 * breaks at the edges of emphasis stand outside it. References are the letters that `letterOf` gives. Line ends are newlines,
 * and spaces within a paragraph; a code block's language is one word. Everything else is as before.
 */
export function normalRichText(tree: RichText, letterOf: LetterOf = () => null): RichText {
  return tree.flatMap((block) => normalBlock(block, letterOf));
}

function normalBlock(block: Block, letterOf: LetterOf): readonly Block[] {
  switch (block.type) {
    case 'paragraph': {
      const children = normalLine(block.children, letterOf);
      return children.length === 0 ? [] : [{ type: 'paragraph', children }];
    }
    case 'code':
      return [normalCode(block)];
    case 'list': {
      const items = block.items.map((item) => normalRichText(item, letterOf));
      return items.length === 0 ? [] : [{ ...block, items }];
    }
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[]) => cells.map((cell) => normalLine(cell, letterOf));
      return [{ type: 'table', head: row(block.head), rows: block.rows.map(row) }];
    }
    default:
      return assertNever(block);
  }
}

function normalCode(block: Block & { readonly type: 'code' }): Block {
  const language = (block.language ?? '').replaceAll('`', '').trim().split(/\s/, 1)[0] ?? '';
  const text = block.text.replaceAll(/\r\n?/g, '\n');
  return { type: 'code', language: language === '' ? null : language, text };
}

/** A paragraph or cell: nothing blank at its edges. */
function normalLine(nodes: readonly Inline[], letterOf: LetterOf): readonly Inline[] {
  const flat = normalInlines(nodes, letterOf);
  const from = flat.findIndex((node) => !isBlank(node));
  const trimmed = from === -1 ? [] : flat.slice(from, flat.findLastIndex((node) => !isBlank(node)) + 1);
  return trimBeside(trimmed);
}

function isBlank(node: Inline): boolean {
  return node.type === 'break' || (node.type === 'text' && node.text.trim() === '');
}

/** White space before and after line breaks and at both ends goes. */
function trimBeside(nodes: readonly Inline[]): readonly Inline[] {
  return nodes.flatMap((node, at): readonly Inline[] => {
    if (node.type !== 'text') return [node];
    const isFirst = at === 0 || nodes[at - 1]?.type === 'break';
    const isLast = at === nodes.length - 1 || nodes[at + 1]?.type === 'break';
    const start = isFirst ? node.text.trimStart() : node.text;
    const text = isLast ? start.trimEnd() : start;
    return text === '' ? [] : [{ type: 'text', text }];
  });
}

function normalInlines(nodes: readonly Inline[], letterOf: LetterOf): readonly Inline[] {
  return joinText(nodes.flatMap((node) => normalInline(node, letterOf)));
}

function normalInline(node: Inline, letterOf: LetterOf): readonly Inline[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', text: oneLine(node.text) }];
    case 'optionReference':
      return [{ type: 'text', text: letterOf(node.optionId) ?? UNLETTERED }];
    case 'code':
      return node.text === '' ? [] : [{ type: 'code', text: oneLine(node.text) }];
    case 'image':
      return [{ ...node, alt: oneLine(node.alt) }];
    case 'break':
      return [node];
    case 'strong':
    case 'emphasis':
      return hoistBlanks(node.type, normalInlines(node.children, letterOf));
    default:
      return assertNever(node);
  }
}

/** `**Choose **two` would be no emphasis: what is blank at its edges moves out of it. */
function hoistBlanks(type: 'strong' | 'emphasis', children: readonly Inline[]): readonly Inline[] {
  const from = children.findIndex((node) => !isBlank(node));
  if (from === -1) return children;
  const to = children.findLastIndex((node) => !isBlank(node)) + 1;
  const inner = [...children.slice(from, to)];
  const [first, last] = [inner[0], inner.at(-1)];
  const before =
    first?.type === 'text' ? first.text.slice(0, first.text.length - first.text.trimStart().length) : '';
  if (first?.type === 'text') inner[0] = { type: 'text', text: first.text.trimStart() };
  const after = last?.type === 'text' ? last.text.slice(last.text.trimEnd().length) : '';
  const final = inner.at(-1);
  if (final?.type === 'text') inner[inner.length - 1] = { type: 'text', text: final.text.trimEnd() };
  return [
    ...children.slice(0, from),
    { type: 'text', text: before },
    { type, children: trimBeside(inner) },
    { type: 'text', text: after },
    ...children.slice(to),
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\r\n|[\r\n]/g, ' ');
}

function joinText(nodes: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type !== 'text') joined.push(node);
    else if (last?.type === 'text') joined[joined.length - 1] = { type: 'text', text: last.text + node.text };
    else if (node.text !== '') joined.push(node);
  }
  return joined;
}
