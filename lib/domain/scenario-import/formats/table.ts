import { letterAt } from '../../item/item-content';
import { markupToDialect } from '../../text/markup-text';
import type { ColumnRole, TableLayout } from '../column-mapping';
import type { StructuredItem } from '../finish-structured-post';
import { type ImportMessage, importMessage, listInWords, quote } from '../message';
import type { ParsedOption, ParsedPost, ParsedStimulus } from '../parsed-post';
import { blankLines, type SourceLine } from '../source-lines';
import { MAX_ITEMS, reportTooMany } from '../too-many-items';
import { unguardCell } from './cell-guard';
import { readKeyCell } from './key-cell';
import { BARE_ITEM, type LineBook, openBook } from './line-book';
import { settleItems } from './settle-items';
import { isInstruction } from './table-layout';

/** A row of a table: its cells, and the lines of the source that it takes up. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly firstLine: number;
  readonly lastLine: number;
  /** True when a quote in it was never closed, so that its cells are a guess. */
  readonly isBroken: boolean;
}

export interface TableSource {
  readonly lines: readonly SourceLine[];
  readonly rows: readonly TableRow[];
  /** Rows above the header, and rows of empty cells. */
  readonly unused?: readonly TableRow[];
}

/** Reads one question per row, with the columns that the layout names. Total and linear. */
export function parseTable({ lines, rows, unused = [] }: TableSource, layout: TableLayout): ParsedPost {
  const questions = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const extra = questions[MAX_ITEMS + (layout.hasHeader ? 1 : 0)];
  if (extra !== undefined) {
    const found = questions.length - (layout.hasHeader ? 1 : 0);
    return reportTooMany({ found, line: extra.firstLine, blank: blankLines(lines) });
  }
  const book = openBook(lines);
  for (const row of unused) book.claim(row.firstLine, row.lastLine, 'noise');
  const stimuli = new StimulusList();
  const items: StructuredItem[] = [];
  for (const [at, row] of rows.entries()) {
    if (isNoQuestion(row, at, layout)) book.claim(row.firstLine, row.lastLine, 'noise');
    else {
      items.push(readRow({ row, layout, book, stimuli, index: items.length }));
      book.claim(row.firstLine, row.lastLine, 'item');
    }
  }
  if (items.length === 0) book.messages.push(importMessage('post/no-items', { line: 1 }, NO_ITEMS));
  return settleItems({ stimuli: stimuli.found, items, lineKinds: book.kinds, messages: book.messages });
}

const NO_ITEMS =
  'No row with a question was found. Expected one question per row, and a column for each of its parts.';

/** The header, what a template says below it, and rows that are numbered and otherwise empty. */
function isNoQuestion({ cells }: TableRow, row: number, { hasHeader, roles }: TableLayout): boolean {
  if (hasHeader && (row === 0 || (row === 1 && isInstruction(cells, roles)))) return true;
  const isPart = (role: ColumnRole | undefined): boolean => role !== 'id' && role !== 'ignored';
  return cells.every(
    (cell, at) => cell.trim() === '' || (!isPart(roles[at]) && /^\s*\d{1,6}\.?\s*$/.test(cell)),
  );
}

/** Backgrounds by their text: rows that say the same share one. */
class StimulusList {
  readonly found: ParsedStimulus[] = [];
  private readonly byText = new Map<string, number>();

  indexOf(text: string, row: TableRow): number | null {
    if (text === '') return null;
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    this.byText.set(text, this.found.length);
    return this.found.push({ text, firstLine: row.firstLine, lastLine: row.lastLine }) - 1;
  }
}

interface RowReading {
  readonly row: TableRow;
  readonly layout: TableLayout;
  readonly book: LineBook;
  readonly stimuli: StimulusList;
  readonly index: number;
}

function readRow(reading: RowReading): StructuredItem {
  const { row, layout, stimuli, index } = reading;
  const cell = (role: ColumnRole): string => cellText(reading, layout.roles.indexOf(role));
  const options = readOptions(reading);
  const type = plainText(reading, 'type');
  const say = (message: ImportMessage): void => void reading.book.messages.push(message);
  const place = { line: row.firstLine, item: index };
  if (row.isBroken) say(importMessage('markup/broken', place, BROKEN));
  if (type !== '' && !SUPPORTED.test(type)) {
    const message = `A question of the type ${quote(type)} can't be imported; multiple choice and multiple select can.`;
    say(importMessage('item/unsupported', place, message));
  }
  const correct = readKey(reading, options);
  if (/^multiple[- ]choice$/i.test(type) && correct.length > 1) {
    const message = `The type says one answer and the key names ${correct.length}. It is read as multiple select.`;
    say(importMessage('key/read-as', place, message));
  }
  return {
    ...BARE_ITEM,
    number: index + 1,
    sourceId: plainText(reading, 'id') || null,
    title: plainText(reading, 'title') || null,
    stimulus: stimuli.indexOf(cell('stimulus'), row),
    stem: cell('stem'),
    options: options.map((option, at) => ({ ...option, correct: correct.includes(at) })),
    overallRationale: cell('overallRationale') || null,
    tags: [plainText(reading, 'topic')].filter((tag) => tag !== ''),
    firstLine: row.firstLine,
    lastLine: row.lastLine,
    keyLine: row.firstLine,
  };
}

const SUPPORTED = /multi|single|choice|select|check ?box|mcq|true|^(?:mc|ma|mr|tf)$/i;
const BROKEN =
  'A quote in this row is never closed, so its cells are a guess. Close it, and write a quote within a cell twice.';

/** A cell that names something: no markup. */
function plainText({ row, layout }: RowReading, role: ColumnRole): string {
  return unguardCell(row.cells[layout.roles.indexOf(role)] ?? '').trim();
}

/** A text in the dialect; HTML is read as what it shows. */
function cellText({ row, book, index }: RowReading, column: number): string {
  const { dialect, removed } = markupToDialect(unguardCell(row.cells[column] ?? '').trim(), 'auto');
  if (removed.length > 0) {
    const names = listInWords(removed.map((name) => `<${name}>`));
    const message = `${names} can't be kept and was taken out. Check the text.`;
    book.messages.push(importMessage('text/removed', { line: row.firstLine, item: index }, message));
  }
  return dialect.trim();
}

/** The nth rationale column explains the nth option column; empty options at the end aren't there. */
function readOptions(reading: RowReading): readonly ParsedOption[] {
  const { roles, keyStyle } = reading.layout;
  const columns = (...wanted: readonly ColumnRole[]): readonly number[] =>
    roles.flatMap((found, at) => (wanted.includes(found) ? [at] : []));
  const rationales = columns('rationale');
  const options = (keyStyle === 'option' ? columns('option', 'key') : columns('option')).map(
    (column, at): ParsedOption => {
      const rationale = rationales[at] === undefined ? '' : cellText(reading, rationales[at]);
      const { firstLine: line } = reading.row;
      const [text, found] = [cellText(reading, column), rationale === '' ? null : rationale];
      return {
        label: letterAt(at),
        text,
        correct: false,
        rationale: found,
        line,
        rationaleLine: found === null ? null : line,
      };
    },
  );
  return options.slice(
    0,
    options.findLastIndex(({ text, rationale }) => text !== '' || rationale !== null) + 1,
  );
}

function readKey(
  { row, layout, book, index }: RowReading,
  options: readonly ParsedOption[],
): readonly number[] {
  const column = layout.roles.indexOf('key');
  const raw = row.cells[column] ?? '';
  if (layout.keyStyle === 'option' && raw.trim() !== '') {
    return [layout.roles.slice(0, column).filter((role) => role === 'option').length];
  }
  const key = readKeyCell(unguardCell(raw), options, layout.keyStyle);
  if (key.ok) return key.positions;
  const place = { line: row.firstLine, item: index };
  const labels = listInWords(options.map(({ label }) => label));
  if (key.fault === 'unknown') {
    const message = `The key names ${quote(key.found)}, but the options are ${labels} (1 to ${options.length}). Correct the cell.`;
    book.messages.push(importMessage('key/unknown-option', place, message));
  } else if (key.fault === 'unreadable') {
    const message = `Expected letters, numbers or the text of an option as the key and found ${quote(key.found)}. Correct the cell, or choose another column for the key.`;
    book.messages.push(importMessage('key/unreadable', place, message));
  }
  return [];
}
