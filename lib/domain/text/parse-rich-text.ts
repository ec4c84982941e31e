import { closingFences, readFence } from './code-fence';
import { parseInline } from './parse-inline';
import { type Block, MAX_DEPTH, type RichText } from './rich-text';
import { fitRow, splitRow, tableWidth } from './table-lines';

export interface Marker {
  readonly ordered: boolean;
  /** The written number of an ordered item, 0 for a bullet. */
  readonly number: number;
  /** Columns that the marker takes up; continuation lines are indented at least this far. */
  readonly width: number;
  readonly rest: string;
}

/**
 * Reads the Markdown-like subset that posts use: paragraphs, fenced code, lists, tables drawn with pipes, `code`, **strong**,
 * *emphasis*, stored pictures. A single newline is a line break, because the authors of posts break lines on purpose. A
 * backslash before a mark makes it text: `\*`, a list's `\-` or `1\.`, a pipe in a cell. Everything else, HTML included, is text.
 * Total: any string gives a tree; a blank one gives an empty tree. Linear in the length of the source. Its inverse is formatRichText.
 */
export function parseRichText(source: string): RichText {
  return parseBlocks(source.split(/\r\n|\n|\r/), 0);
}

function parseBlocks(lines: readonly string[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = (): void => {
    const children = parseInline(paragraph.join('\n'));
    if (children.length > 0) blocks.push({ type: 'paragraph', children });
    paragraph = [];
  };
  const fences = closingFences(lines);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const close = fences.get(at);
    const marker = depth < MAX_DEPTH ? readMarker(line) : null;
    const columns = marker === null ? tableWidth(line, lines[at + 1]) : 0;
    if (close !== undefined) {
      flush();
      blocks.push(codeBlock(lines, at, close));
      at = close + 1;
    } else if (marker !== null && (!marker.ordered || marker.number === 1)) {
      flush();
      const list = readList(lines, at, { first: marker, fences });
      blocks.push({
        type: 'list',
        ordered: marker.ordered,
        items: list.items.map((item) => parseBlocks(item, depth + 1)),
      });
      at = list.end;
    } else if (columns > 0) {
      flush();
      const table = readTable(lines, at, columns);
      blocks.push(table.block);
      at = table.end;
    } else {
      const text = line.trim();
      if (text === '') flush();
      else paragraph.push(withoutEscapedMarker(text));
      at += 1;
    }
  }
  flush();
  return blocks;
}

function codeBlock(lines: readonly string[], open: number, close: number): Block {
  const first = lines[open] ?? '';
  const language = readFence(first, first.length)?.language ?? '';
  const indent = leadingSpaces(first);
  const text = lines
    .slice(open + 1, close)
    .map((line) => dedent(line, indent))
    .join('\n');
  return { type: 'code', language: language === '' ? null : language, text };
}

/** The line without its first `width` columns, as far as they are blank. */
function dedent(line: string, width: number): string {
  return line.slice(Math.min(width, leadingSpaces(line)));
}

function leadingSpaces(line: string): number {
  return line.length - line.trimStart().length;
}

/** Head, row of dashes, then every row up to a line that is blank, has no pipe or begins a list or code. */
function readTable(
  lines: readonly string[],
  from: number,
  width: number,
): { readonly block: Block; readonly end: number } {
  const rows: (readonly string[])[] = [];
  let end = from + 2;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const cells = readMarker(line) === null ? splitRow(line) : null;
    if (cells === null) break;
    rows.push(fitRow(cells, width));
  }
  const toCells = (cells: readonly string[]) => cells.map((cell) => parseInline(cell, 'cell'));
  const head = toCells(splitRow(lines[from] ?? '') ?? []);
  return { block: { type: 'table', head, rows: rows.map(toCells) }, end };
}

const ESCAPED_MARKER = /^(?:\\(?=[-+•][ \t]+\S)|(\d{1,3})\\(?=[.)][ \t]+\S))/;

/** `\- x` and `1\. x` at the start of a line are text that looks like a list. */
function withoutEscapedMarker(line: string): string {
  return line.replace(ESCAPED_MARKER, '$1');
}

const MARKER = /^( {0,12})(?:([-*+•])|(\d{1,3})[.)])([ \t]+)(?=\S)/;

/** Reads the mark that begins an item of a list, or gives null. */
export function readMarker(line: string): Marker | null {
  const match = MARKER.exec(line);
  if (match === null) return null;
  const ordered = match[3] !== undefined;
  return {
    ordered,
    number: ordered ? Number(match[3]) : 0,
    width: match[0].length,
    rest: line.slice(match[0].length),
  };
}

interface ListStart {
  readonly first: Marker;
  /** See closingFences. */
  readonly fences: ReadonlyMap<number, number>;
}

/**
 * Collects the items of one list as lines of their own. Code that is indented into an item belongs to it up to its closing
 * fence, blank lines included. An ordered list starts at 1 and counts up (or repeats 1): the tree
 * keeps no numbers, so "2024. A year" must stay text.
 */
function readList(
  lines: readonly string[],
  from: number,
  { first, fences }: ListStart,
): { readonly items: readonly (readonly string[])[]; readonly end: number } {
  const items: string[][] = [[first.rest]];
  const outerIndent = leadingSpaces(lines[from] ?? '');
  let width = first.width;
  let at = from + 1;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const close = fences.get(at);
    if (close !== undefined && leadingSpaces(line) >= width) {
      for (; at < close; at += 1) items.at(-1)?.push(dedent(lines[at] ?? '', width));
      items.at(-1)?.push(dedent(lines[close] ?? '', width));
      continue;
    }
    if (line.trim() === '') {
      if (!continuesAfterBlank(lines[at + 1], width)) break;
      items.at(-1)?.push('');
      continue;
    }
    const marker = leadingSpaces(line) <= outerIndent + 1 ? readMarker(line) : null;
    if (marker !== null && isNextItem(first, marker, items.length)) {
      items.push([marker.rest]);
      width = marker.width;
    } else if (leadingSpaces(line) >= Math.min(width, outerIndent + 2)) {
      items.at(-1)?.push(dedent(line, width));
    } else break;
  }
  return { items, end: at };
}

function isNextItem(first: Marker, marker: Marker, count: number): boolean {
  if (marker.ordered !== first.ordered) return false;
  return !marker.ordered || marker.number === count + 1 || marker.number === 1;
}

/** A blank line ends a list unless the next line is indented into the item. */
function continuesAfterBlank(next: string | undefined, width: number): boolean {
  return next !== undefined && next.trim() !== '' && leadingSpaces(next) >= width;
}
