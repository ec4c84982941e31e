import { assertNever } from '../kernel/assert-never';
import { readFence } from './code-fence';
import { formatInline, NOTHING } from './format-inline';
import { normalRichText } from './normal-rich-text';
import { readMarker } from './parse-rich-text';
import type { Block, LetterOf, RichText, TableRow } from './rich-text';
import { isDelimiterRow } from './table-lines';

/**
 * Writes a tree in the dialect of parseRichText: reading it back gives the tree in normal form (see normalRichText), and no line is
 * taken for a mark that isn't one. References are written as the letters that `letterOf` gives.
 */
export function formatRichText(tree: RichText, letterOf: LetterOf = () => null): string {
  return formatBlocks(normalRichText(tree, letterOf)).join('\n');
}

/** Lines; blocks are separated by a blank one, but a list directly follows the paragraph that announces it. */
function formatBlocks(blocks: RichText): readonly string[] {
  return blocks.flatMap((block, at) => {
    const before = blocks[at - 1];
    const isAnnounced = block.type === 'list' && before?.type === 'paragraph';
    return [...(before === undefined || isAnnounced ? [] : ['']), ...formatBlock(block)];
  });
}

function formatBlock(block: Block): readonly string[] {
  switch (block.type) {
    case 'paragraph':
      return formatInline(block.children).split('\n').map(protectLine);
    case 'code':
      return formatCodeBlock(block.language, block.text);
    case 'list':
      return block.items.flatMap((item, at) => formatItem(block.ordered ? orderedMarker(at) : '- ', item));
    case 'table':
      return [formatRow(block.head), formatDelimiters(block.head), ...block.rows.map(formatRow)];
    default:
      return assertNever(block);
  }
}

/** A line of a paragraph that would be read as the beginning of something else. */
function protectLine(line: string): string {
  if (line === '') return NOTHING;
  const marker = readMarker(line);
  if (marker?.ordered === false) return `\\${line}`;
  if (marker?.number === 1) return line.replace(/^\d+/, '$&\\');
  const isTaken =
    readFence(line) !== null || isDelimiterRow(line) || /^(?:\\[-+•]|\d{1,3}\\[.)])[ \t]/.test(line);
  return isTaken ? NOTHING + line : line;
}

/** The fence is longer than any within the code. */
function formatCodeBlock(language: string | null, text: string): readonly string[] {
  const lines = text === '' ? [] : text.split('\n');
  const longest = lines.reduce(
    (length, line) => Math.max(length, readFence(line, line.length)?.marks.length ?? 0),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return [fence + (language ?? ''), ...lines, fence];
}

/** Markers have at most three digits, and a repeated 1 goes on counting. */
function orderedMarker(at: number): string {
  return at < 999 ? `${at + 1}. ` : '1. ';
}

/** A marker needs text behind it, and a fence a line of its own. */
function formatItem(marker: string, item: RichText): readonly string[] {
  const first = item[0];
  const lines = formatBlocks(item);
  const [head = '', ...rest] = first === undefined || first.type === 'code' ? [NOTHING, ...lines] : lines;
  const indent = ' '.repeat(marker.length);
  return [marker + head, ...rest.map((line) => (line === '' ? '' : indent + line))];
}

function formatRow(row: TableRow): string {
  return `| ${row.map((cell) => formatInline(cell, 'cell').replaceAll('|', '\\|')).join(' | ')} |`;
}

function formatDelimiters(head: TableRow): string {
  return `|${' --- |'.repeat(head.length)}`;
}
