import type { Block, Inline } from '../../text/rich-text';
import type { MarkupElement, MarkupNode } from './markup-tree';

const ROW_GROUPS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);

/** Wider ones are no tables of a question; what stands in further columns joins the last one. */
const MAX_COLUMNS = 40;

const isNamed =
  (...names: readonly string[]) =>
  (node: MarkupNode): node is MarkupElement =>
    node.type === 'element' && names.includes(node.name);

export interface HtmlTable {
  readonly captions: readonly MarkupElement[];
  /** Cells of every row that has some. */
  readonly rows: readonly (readonly MarkupElement[])[];
  readonly hasHead: boolean;
}

export function readTable(element: MarkupElement): HtmlTable {
  const rows = element.children.flatMap((child): readonly MarkupElement[] => {
    if (child.type === 'text') return [];
    if (child.name === 'tr') return [child];
    return ROW_GROUPS.has(child.name) ? child.children.filter(isNamed('tr')) : [];
  });
  const cells = rows.map((row) => row.children.filter(isNamed('td', 'th'))).filter((row) => row.length > 0);
  const hasHead =
    cells[0]?.every((cell) => cell.name === 'th') === true || element.children.some(isNamed('thead'));
  return { captions: element.children.filter(isNamed('caption')), rows: cells, hasHead };
}

/** Columns of the widest row. */
export function tableWidth(rows: HtmlTable['rows']): number {
  const widths = rows.map((row) => row.reduce((sum, cell) => sum + spanOf(cell), 0));
  return widths.reduce((widest, width) => Math.max(widest, Math.min(width, MAX_COLUMNS)), 0);
}

function spanOf({ attributes }: MarkupElement): number {
  const span = Number(attributes.colspan ?? '1');
  return Number.isInteger(span) && span > 1 ? Math.min(span, MAX_COLUMNS) : 1;
}

/** One row of exactly `width` cells. */
export function tableRow(
  row: readonly MarkupElement[],
  width: number,
  contentOf: (cell: MarkupElement) => readonly Block[],
): readonly (readonly Inline[])[] {
  const cells: Inline[][] = [];
  for (const cell of row) {
    const content = cellContent(contentOf(cell));
    const last = cells.length === width ? cells.at(-1) : undefined;
    if (last !== undefined) last.push(SPACE, ...content);
    else cells.push([...content]);
    for (let more = 1; more < spanOf(cell) && cells.length < width; more += 1) cells.push([]);
  }
  while (cells.length < width) cells.push([]);
  return cells;
}

const SPACE: Inline = { type: 'text', text: ' ' };

/** A cell holds lines; blocks are separated by line breaks. */
function cellContent(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block, at): readonly Inline[] => [
    ...(at === 0 ? [] : [{ type: 'break' } as const]),
    ...blockContent(block),
  ]);
}

function blockContent(block: Block): readonly Inline[] {
  switch (block.type) {
    case 'paragraph':
      return block.children;
    case 'code':
      return block.text.split('\n').flatMap(codeLine);
    case 'list':
      return cellContent(block.items.flat());
    case 'table':
      return [block.head, ...block.rows].flat().flatMap((cell) => [...cell, SPACE]);
  }
}

function codeLine(text: string, line: number): readonly Inline[] {
  const code: readonly Inline[] = text === '' ? [] : [{ type: 'code', text }];
  return line === 0 ? code : [{ type: 'break' }, ...code];
}
