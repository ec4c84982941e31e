import { isLettersOnly } from './key-line';
import { claim, type Ledger, refuse, startColumn, trimLines } from './ledger';
import { importMessage, listInWords, quote } from './message';
import { isSiteNoise } from './noise';
import { readRationaleStart } from './rationale-start';

export interface WrittenKey {
  readonly line: number;
  readonly column: number;
  readonly value: string;
}

export interface WrittenRationale {
  /** Upper case; empty for an explanation that names no option. */
  readonly labels: readonly string[];
  readonly line: number;
  readonly lines: string[];
}

export interface Tail {
  readonly keys: readonly WrittenKey[];
  readonly rationales: readonly WrittenRationale[];
}

export interface TailItem {
  readonly index: number;
  readonly number: number;
  /** Labels of its options, upper case, in order, each once. */
  readonly labels: readonly string[];
}

interface Reading {
  readonly ledger: Ledger;
  readonly to: number;
  readonly item: TailItem;
  readonly isRepeatedPreamble: (text: string) => boolean;
  readonly keys: WrittenKey[];
  readonly rationales: WrittenRationale[];
  /** The rationale that the next line may continue. */
  current: WrittenRationale | null;
  /** The last label of the latest rationale that named one. */
  lastLabel: string | null;
  inSection: boolean;
  afterBlank: boolean;
  /** Lines after a blank one: they continue the rationale only if another rationale follows. */
  readonly deferred: number[];
}

/** Reads what follows the options, lines [from, to): keys, rationales and, at the end of a post, what the site adds. */
export function readTail(
  ledger: Ledger,
  range: { readonly from: number; readonly to: number },
  item: TailItem,
  isRepeatedPreamble: (text: string) => boolean,
): Tail {
  const reading: Reading = {
    ...{ ledger, to: range.to, item, isRepeatedPreamble, keys: [], rationales: [], deferred: [] },
    ...{ current: null, lastLabel: null, inSection: false, afterBlank: false },
  };
  for (let index = range.from; index < range.to; index += 1) readTailLine(reading, index);
  refuseDeferred(reading);
  return { keys: reading.keys, rationales: reading.rationales };
}

function readTailLine(reading: Reading, index: number): void {
  const line = reading.ledger.lines[index];
  if (line === undefined || reading.ledger.kinds[index] === 'item') return;
  switch (line.shape.type) {
    case 'blank':
      if (line.code) reading.current?.lines.push('');
      else reading.afterBlank = true;
      return;
    case 'key':
      claim(reading.ledger, index, 'item');
      leaveRationale(reading);
      reading.keys.push(readKey(reading, index, line.shape.value, line.shape.valueColumn));
      return;
    case 'rationales':
      claim(reading.ledger, index, 'item');
      leaveRationale(reading);
      reading.inSection = true;
      if (line.shape.rest !== '') readProse(reading, index, line.shape.rest);
      return;
    case 'rule':
      claim(reading.ledger, index, 'noise');
      return;
    default:
      readProse(reading, index, line.text);
  }
}

/** "Answer:" may have its letters on the next line. */
function readKey(reading: Reading, index: number, value: string, column: number): WrittenKey {
  const line = reading.ledger.lines[index]?.number ?? index + 1;
  if (value !== '') return { line, column, value };
  const next = nextText(reading, index);
  const text = reading.ledger.lines[next ?? -1]?.text.trim() ?? '';
  if (next === null || !isLettersOnly(text)) return { line, column, value };
  claim(reading.ledger, next, 'item');
  return { line: next + 1, column: startColumn(reading.ledger.lines[next]?.text ?? ''), value: text };
}

function nextText(reading: Reading, index: number): number | null {
  for (let next = index + 1; next < reading.to; next += 1) {
    if (reading.ledger.lines[next]?.shape.type !== 'blank') return next;
  }
  return null;
}

function readProse(reading: Reading, index: number, text: string): void {
  const line = reading.ledger.lines[index];
  if (line?.code !== true) {
    if (isSiteNoise(text) || (reading.afterBlank && reading.isRepeatedPreamble(text))) {
      claim(reading.ledger, index, 'noise');
      leaveRationale(reading);
      reading.inSection = false;
      return;
    }
    if (readStart(reading, index, text)) return;
  }
  continueRationale(reading, index, text, line?.code === true);
}

/** Opens the rationale that begins on this line, if one does. */
function readStart(reading: Reading, index: number, text: string): boolean {
  const next = nextText(reading, index);
  const start = readRationaleStart(text, {
    labels: reading.item.labels,
    expected: expectedLabel(reading),
    following: next === null ? '' : (reading.ledger.lines[next]?.text ?? ''),
  });
  if (start === null) return false;
  const unknown = start.labels.filter((label) => !reading.item.labels.includes(label));
  if (unknown.length === start.labels.length) {
    leaveRationale(reading);
    refuse(reading.ledger, index, {
      code: 'rationale/unknown-option',
      item: reading.item.index,
      message: `${quote(text)} explains ${listInWords(unknown)}, but ${ownLabels(reading.item)}. Correct the letter or add the option.`,
    });
    return true;
  }
  if (unknown.length > 0) sayUnknown(reading, index, unknown);
  keepDeferred(reading);
  claim(reading.ledger, index, 'item');
  reading.current = { labels: start.labels, line: lineNumber(reading, index), lines: [start.text] };
  reading.rationales.push(reading.current);
  reading.lastLabel = start.labels.at(-1) ?? null;
  reading.afterBlank = false;
  return true;
}

/** The option that is due next when rationales stand in the order of the options. */
function expectedLabel(reading: Reading): string | null {
  const at = reading.lastLabel === null ? 0 : reading.item.labels.indexOf(reading.lastLabel) + 1;
  return reading.item.labels[at] ?? null;
}

function continueRationale(reading: Reading, index: number, text: string, code: boolean): void {
  const current = reading.current;
  const joins = current !== null && (code || !reading.afterBlank || current.labels.length === 0);
  if (current !== null && joins) {
    if (reading.afterBlank && current.lines.at(-1) !== '') current.lines.push('');
    keepDeferred(reading);
    current.lines.push(text.trimEnd());
    claim(reading.ledger, index, 'item');
    reading.afterBlank = false;
  } else if (current !== null) reading.deferred.push(index);
  else if (reading.inSection) {
    claim(reading.ledger, index, 'item');
    reading.current = { labels: [], line: lineNumber(reading, index), lines: [text.trim()] };
    reading.rationales.push(reading.current);
    reading.afterBlank = false;
  } else refuseStray(reading, index);
}

function keepDeferred(reading: Reading): void {
  for (const index of reading.deferred) {
    const line = reading.ledger.lines[index];
    const previous = reading.ledger.lines[index - 1];
    if (previous?.shape.type === 'blank') reading.current?.lines.push('');
    reading.current?.lines.push(line?.text.trimEnd() ?? '');
    claim(reading.ledger, index, 'item');
  }
  reading.deferred.length = 0;
}

function leaveRationale(reading: Reading): void {
  refuseDeferred(reading);
  reading.current = null;
  reading.afterBlank = false;
}

function refuseDeferred(reading: Reading): void {
  for (const index of reading.deferred) refuseStray(reading, index);
  reading.deferred.length = 0;
}

function refuseStray(reading: Reading, index: number): void {
  refuse(reading.ledger, index, {
    item: reading.item.index,
    message:
      `${quote(reading.ledger.lines[index]?.text ?? '')} follows question ${reading.item.number} but is neither its key nor a rationale ` +
      'such as “A is correct. ...”. Move it directly below the rationale that it continues, or delete it.',
  });
}

function sayUnknown(reading: Reading, index: number, unknown: readonly string[]): void {
  reading.ledger.messages.push(
    importMessage(
      'rationale/unknown-option',
      { line: lineNumber(reading, index), item: reading.item.index },
      `This rationale also names ${listInWords(unknown)}, but ${ownLabels(reading.item)}. Correct the letters.`,
    ),
  );
}

function ownLabels(item: TailItem): string {
  if (item.labels.length === 0) return `question ${item.number} has no options`;
  return `question ${item.number} has the options ${listInWords(item.labels)}`;
}

function lineNumber(reading: Reading, index: number): number {
  return reading.ledger.lines[index]?.number ?? index + 1;
}

/** The text of a rationale with its paragraphs. */
export function rationaleText(rationale: WrittenRationale): string {
  return trimLines(rationale.lines);
}
