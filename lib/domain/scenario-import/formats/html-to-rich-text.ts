import { FORMULA } from '../../text/formula';
import type { Block, RichText } from '../../text/rich-text';
import { formulaText } from './formula-text';
import { labelled, labelOf, listItems, MAX_LIST_DEPTH } from './html-list';
import { readTable, tableRow, tableWidth } from './html-table';
import {
  BLOCKS,
  CODE,
  DROPPED,
  EMPHASIS,
  HEADINGS,
  PLAIN,
  SILENT,
  STRONG,
  shiftDigits,
} from './html-vocabulary';
import { joinRuns, type Mark, type Run } from './inline-runs';
import { descendants, type MarkupElement, type MarkupNode, textOf } from './markup-tree';

export interface HtmlContext {
  /** SHA-256 of the picture behind an address of the source; null when there is none that can be kept. */
  readonly mediaOf: (address: string) => string | null;
  /** Headings of a question are strong; those of a page are lines, so that "Question 1" is read as a head. */
  readonly isPage: boolean;
}

/** What didn't come along, for messages. */
export interface HtmlNotes {
  /** What was taken out -> how often. */
  readonly removed: Map<string, number>;
  /** Addresses of pictures that were left out. */
  readonly missingPictures: string[];
}

export function newHtmlNotes(): HtmlNotes {
  return { removed: new Map(), missingPictures: [] };
}

/**
 * Maps HTML to the only tree that is stored. Allow-list: an element that means something here becomes a node, any other one
 * loses its tags, and what runs, loads or asks goes altogether and is counted in the notes. Linear, total.
 */
export function htmlToRichText(
  nodes: readonly MarkupNode[],
  context: HtmlContext,
  notes: HtmlNotes,
): RichText {
  const builder: Builder = { blocks: [], runs: [], context, notes, depth: 0 };
  walkAll(builder, nodes, []);
  flush(builder);
  return builder.blocks;
}

interface Builder {
  readonly blocks: Block[];
  runs: Run[];
  readonly context: HtmlContext;
  readonly notes: HtmlNotes;
  /** Lists around it. */
  readonly depth: number;
}

function flush(builder: Builder): void {
  const children = joinRuns(builder.runs);
  builder.runs = [];
  if (children.length > 0) builder.blocks.push({ type: 'paragraph', children });
}

function walkAll(builder: Builder, nodes: readonly MarkupNode[], marks: readonly Mark[]): void {
  for (const node of nodes) {
    if (node.type === 'text') builder.runs.push({ type: 'text', text: node.text, marks });
    else walk(builder, node, marks);
  }
}

function walk(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  const { name } = element;
  noteEvents(builder, element);
  if (isFormula(element)) walkFormula(builder, element, marks);
  else if (name === 'input' && isBox(element) && builder.context.isPage) walkBox(builder, element, marks);
  else if (DROPPED.has(name)) {
    if (!SILENT.has(name)) note(builder, name);
  } else if (name === 'br') builder.runs.push({ type: 'break', marks });
  else if (name === 'img') walkImage(builder, element, marks);
  else if (name === 'pre') walkPre(builder, element);
  else if (name === 'ul' || name === 'ol') walkList(builder, element, marks);
  else if (name === 'table') walkTable(builder, element, marks);
  else if (name === 'hr') flush(builder);
  else if (CODE.has(name)) {
    const text = textOf(element).replaceAll(/[\t\n\r]+/g, ' ');
    if (text.trim() !== '') builder.runs.push({ type: 'code', text, marks });
  } else if (name === 'a') walkLink(builder, element, marks);
  else if (name === 'sup' || name === 'sub') {
    builder.runs.push({ type: 'text', text: shiftDigits(textOf(element), name), marks });
  } else if (name === 'rt') walkReading(builder, element, marks);
  // Brackets around a reading, for browsers that can't put it above.
  else if (name !== 'rp') walkOther(builder, element, marks);
}

/** What stands in a page and never in a formula. */
const PAGE = /^(?:p|h[1-6]|li|ul|ol|table|pre|blockquote|div|section)$/;
const MATH = /^(?:[a-z]{1,4}:)?(?:math|omath|omathpara)$/;

/** MathML, the markup of Word in a page, what scripts show formulas in, and what they read them from. */
function isFormula({ name, attributes }: MarkupElement): boolean {
  if (MATH.test(name) || name === 'mjx-container') return true;
  if (name === 'script') return /^math\/(?:tex|asciimath)/i.test(attributes.type ?? '');
  return name === 'span' && /(?:^|\s)(?:katex-html|MathJax_Preview)(?:\s|$)/.test(attributes.class ?? '');
}

function walkFormula(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  const { name } = element;
  // What a script shows beside the formula itself.
  if (name === 'span') return;
  const found = MATH.test(name) ? element : descendants(element, (inner) => MATH.test(inner.name))[0];
  // Markup that was never closed swallows what follows; what follows is the page and is read as such.
  if (found !== undefined && descendants(found, (inner) => PAGE.test(inner.name)).length > 0) {
    builder.runs.push({ type: 'text', text: FORMULA, marks });
    walkOther(builder, element, marks);
    return;
  }
  const source = name === 'script' ? `\\(${textOf(element).trim()}\\)` : FORMULA;
  builder.runs.push({ type: 'text', text: found === undefined ? source : formulaText(found), marks });
}

/** How a word is read stands above it; in a line of text it follows in brackets. */
function walkReading(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  const text = textOf(element).trim();
  if (text !== '') builder.runs.push({ type: 'text', text: ` (${text})`, marks });
}

function walkOther(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  const { name } = element;
  const isBlock = BLOCKS.has(name);
  if (!isBlock && !PLAIN.has(name) && !STRONG.has(name) && !EMPHASIS.has(name)) note(builder, name);
  if (isBlock) flush(builder);
  walkAll(builder, element.children, marksWithin(builder, element, marks));
  if (isBlock) flush(builder);
}

const BOLD_STYLE = /font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)/i;
const LIGHT_STYLE = /font-weight\s{0,3}:\s{0,3}(?:normal|[1-5]00)/i;
const ITALIC_STYLE = /font-style\s{0,3}:\s{0,3}italic/i;

function marksWithin(
  builder: Builder,
  { name, attributes }: MarkupElement,
  marks: readonly Mark[],
): readonly Mark[] {
  const style = attributes.style ?? '';
  const isHeading = HEADINGS.has(name) && !builder.context.isPage;
  const wanted: Mark[] = [];
  if ((STRONG.has(name) && !LIGHT_STYLE.test(style)) || isHeading || BOLD_STYLE.test(style))
    wanted.push('strong');
  if (EMPHASIS.has(name) || ITALIC_STYLE.test(style)) wanted.push('emphasis');
  return [...marks, ...wanted.filter((mark) => !marks.includes(mark))];
}

function note(builder: Builder, what: string): void {
  builder.notes.removed.set(what, (builder.notes.removed.get(what) ?? 0) + 1);
}

function noteEvents(builder: Builder, element: MarkupElement): void {
  for (const attribute of Object.keys(element.attributes)) {
    if (/^on/i.test(attribute)) note(builder, 'event attribute');
  }
}

const isBox = ({ attributes }: MarkupElement): boolean =>
  attributes.type === 'checkbox' || attributes.type === 'radio';

/** In a page, boxes before options say which one is right. */
function walkBox(builder: Builder, { attributes }: MarkupElement, marks: readonly Mark[]): void {
  builder.runs.push({ type: 'text', text: attributes.checked === undefined ? '[ ] ' : '[x] ', marks });
}

/** Pictures that services draw of formulas. */
const FORMULA_PICTURE =
  /wirisformula|\blatex|mathjax|mwe-math|texrender|codecogs|math\/render|filter\/tex|[?&]cht=tx/i;

function walkImage(builder: Builder, { attributes }: MarkupElement, marks: readonly Mark[]): void {
  const address = (attributes.src ?? attributes.data ?? '').trim();
  const alt = (attributes.alt ?? '').replaceAll(/\s+/g, ' ');
  const media = builder.context.mediaOf(address);
  if (media !== null) builder.runs.push({ type: 'image', media, alt, marks });
  else {
    builder.notes.missingPictures.push(address);
    const shown = FORMULA_PICTURE.test(`${attributes.class ?? ''} ${address.slice(0, 300)}`)
      ? FORMULA
      : '[picture]';
    builder.runs.push({ type: 'text', text: alt.trim() === '' ? shown : `[picture: ${alt}]`, marks });
  }
}

/** The text stays, with the address behind it when that is a page; scripts and mail addresses go. */
function walkLink(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  walkAll(builder, element.children, marks);
  const address = (element.attributes.href ?? '').trim();
  if (address === '' || address.startsWith('#')) return;
  if (!/^https?:\/\/[^\s<>"]{1,2000}$/i.test(address)) {
    if (!/^mailto:/i.test(address)) note(builder, 'link');
  } else if (textOf(element).trim() !== address) {
    builder.runs.push({ type: 'text', text: ` (${address})`, marks });
  }
}

function walkPre(builder: Builder, element: MarkupElement): void {
  flush(builder);
  const inner = element.children.find((child) => child.type === 'element' && child.name === 'code');
  const classes = `${element.attributes.class ?? ''} ${inner?.type === 'element' ? (inner.attributes.class ?? '') : ''}`;
  const language = /(?:^|\s)(?:language|lang)-(\S{1,40})/.exec(classes)?.[1] ?? null;
  const text = preText(element.children).replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  if (text.trim() !== '') builder.blocks.push({ type: 'code', language, text });
}

function preText(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.name === 'br') return '\n';
      return DROPPED.has(node.name) ? '' : preText(node.children);
    })
    .join('');
}

function walkList(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  flush(builder);
  const within = (nodes: readonly MarkupNode[]): readonly Block[] => {
    const inner: Builder = { ...builder, blocks: [], runs: [], depth: builder.depth + 1 };
    walkAll(inner, nodes, marks);
    flush(inner);
    return inner.blocks;
  };
  const items = listItems(element).map((nodes) => within(nodes));
  if (items.length === 0) return;
  const label = labelOf(element, builder.depth);
  if (label === null) builder.blocks.push({ type: 'list', ordered: element.name === 'ol', items });
  else
    for (const [at, item] of items.entries())
      for (const block of labelled(label(at), item)) builder.blocks.push(block);
}

/** A table of one cell only lays out the page: what is in it stands by itself. */
function walkTable(builder: Builder, element: MarkupElement, marks: readonly Mark[]): void {
  flush(builder);
  const { captions, rows, hasHead } = readTable(element);
  for (const caption of captions) walk(builder, caption, marks);
  const width = tableWidth(rows);
  if (width <= 1 && rows.length <= 1 && !hasHead) {
    for (const cell of rows.flat()) {
      walkAll(builder, cell.children, marks);
      flush(builder);
    }
    return;
  }
  const written = rows.map((row) =>
    tableRow(row, width, (cell) => {
      const inner: Builder = { ...builder, blocks: [], runs: [], depth: MAX_LIST_DEPTH };
      walkAll(inner, cell.children, []);
      flush(inner);
      return inner.blocks;
    }),
  );
  const [first, ...others] = written;
  const empty = Array.from({ length: width }, () => []);
  const [head, body] = hasHead && first !== undefined ? [first, others] : [empty, written];
  builder.blocks.push({ type: 'table', head, rows: body });
}
