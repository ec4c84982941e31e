import { fix, joinLines, replaceSpan } from './fixes/edit';
import { isLettersOnly } from './key-line';
import { type LabelledText, readKeyValue, readRepeatedOption } from './key-value';
import { claim, type Ledger, refuse } from './ledger';
import type { Meta } from './lines/meta-line';
import { sourceColumn } from './lines/piece';
import { importMessage, listInWords, type QuickFix, quote } from './message';
import { isSiteNoise } from './noise';
import { type RationaleStart, readRationaleStart } from './rationale-start';
import type { WrittenRationale } from './rationales/written-rationale';

export interface WrittenKey {
  readonly value: string;
  readonly line: number;
  readonly column: number;
  /** Where the value ends, without what follows it. */
  readonly endLine: number;
  readonly endColumn: number;
  /** Index of the line that states it. */
  readonly index: number;
}

export interface Tail {
  readonly keys: readonly WrittenKey[];
  readonly rationales: readonly WrittenRationale[];
  readonly meta: readonly Meta[];
}

export interface TailItem {
  readonly index: number;
  readonly number: number;
  /** Labels of its options, upper case, in order, each once. */
  readonly labels: readonly string[];
  readonly options: readonly LabelledText[];
}

interface Reading {
  readonly ledger: Ledger;
  readonly to: number;
  readonly item: TailItem;
  readonly isRepeatedPreamble: (text: string) => boolean;
  readonly keys: WrittenKey[];
  readonly rationales: WrittenRationale[];
  readonly meta: Meta[];
  /** The rationale that the next line may continue, and the index of its last line. */
  current: WrittenRationale | null;
  currentEnd: number;
  /** The last label of the latest rationale that named one. */
  lastLabel: string | null;
  /** Depth of the lines that begin rationales; deeper ones belong to them. */
  indent: number | null;
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
    ...{ ledger, to: range.to, item, isRepeatedPreamble, keys: [], rationales: [], meta: [], deferred: [] },
    ...{ current: null, currentEnd: 0, lastLabel: null, indent: null, inSection: false, afterBlank: false },
  };
  for (let index = range.from; index < range.to; index += 1) readTailLine(reading, index);
  refuseDeferred(reading);
  return { keys: reading.keys, rationales: reading.rationales, meta: reading.meta };
}

function readTailLine(reading: Reading, index: number): void {
  const line = reading.ledger.lines[index];
  if (line === undefined || reading.ledger.kinds[index] === 'item') return;
  const { shape } = line;
  switch (shape.type) {
    case 'blank':
      if (line.code) reading.current?.lines.push('');
      else reading.afterBlank = true;
      return;
    case 'key':
    case 'answer':
      claim(reading.ledger, index, 'item');
      leaveRationale(reading);
      reading.keys.push(readKey(reading, index, shape.value, shape.valueColumn - 1));
      return;
    case 'key-caption':
      readKeyCaption(reading, index);
      return;
    case 'rationales':
      openSection(reading, index, shape.rest);
      return;
    case 'rule':
    case 'section':
      claim(reading.ledger, index, 'noise');
      if (shape.type === 'section') leaveSection(reading);
      return;
    case 'meta':
      readMetaLine(reading, index, shape.meta);
      return;
    case 'caption':
    case 'head-part':
    case 'answers':
      claim(reading.ledger, index, 'item');
      if (shape.type === 'caption' && shape.rest !== '') readProse(reading, index, shape.rest);
      return;
    default:
      readProse(reading, index, line.text);
  }
}

/** A link or a source directly below a rationale belongs to it; after a blank line it is about the question. */
function openSection(reading: Reading, index: number, rest: string): void {
  const isSource = rest !== '' && rest === reading.ledger.lines[index]?.text.trim();
  if (isSource && reading.current !== null && !reading.afterBlank) {
    continueRationale(reading, index, rest, false);
    return;
  }
  const goesOn = isSource && reading.rationales.at(-1)?.labels.length === 0;
  claim(reading.ledger, index, 'item');
  leaveRationale(reading);
  reading.inSection = true;
  if (rest === '') return;
  if (isSource) {
    const previous = goesOn ? reading.rationales.at(-1) : undefined;
    if (previous === undefined) beginRationale(reading, index, { labels: [], text: rest });
    else {
      previous.lines.push('', rest);
      reading.current = previous;
    }
  } else readProse(reading, index, rest);
}

function readMetaLine(reading: Reading, index: number, meta: Meta): void {
  const isBracketed = meta.field === 'tags' && meta.isBracketed;
  const text = reading.ledger.lines[index]?.text ?? '';
  if (reading.current !== null && !reading.afterBlank && !isBracketed) {
    continueRationale(reading, index, text, false);
    return;
  }
  claim(reading.ledger, index, 'item');
  reading.meta.push(meta);
}

/** "Show answer", "Solution": the key follows, or an explanation does. */
function readKeyCaption(reading: Reading, index: number): void {
  claim(reading.ledger, index, 'item');
  leaveRationale(reading);
  const next = nextText(reading, index);
  const line = next === null ? undefined : reading.ledger.lines[next];
  if (next !== null && line?.shape.type === 'text' && !line.code) {
    const key = readKeyBelow(reading, index, next);
    if (key !== null) {
      reading.keys.push(key);
      return;
    }
  }
  if (reading.keys.length > 0) reading.inSection = true;
}

/** "Answer:" may have its letters on the next line. */
function readKey(reading: Reading, index: number, value: string, at: number): WrittenKey {
  const line = reading.ledger.lines[index];
  const number = line?.number ?? index + 1;
  if (value === '') {
    const next = nextText(reading, index);
    const below = next === null ? null : readKeyBelow(reading, index, next);
    if (below !== null) return below;
  }
  const column = line === undefined ? 1 : sourceColumn(line, at);
  const endColumn = line === undefined ? 1 : sourceColumn(line, line.text.trimEnd().length);
  return { value, line: number, column, endLine: number, endColumn: Math.max(column, endColumn), index };
}

/** Letters, or options repeated with their letters, below the line that announces the key. */
function readKeyBelow(reading: Reading, index: number, next: number): WrittenKey | null {
  const { lines } = reading.ledger;
  const options = reading.item.options;
  const repeated: string[] = [];
  let last = next;
  for (let at = next; at < reading.to; at += 1) {
    const label =
      lines[at]?.shape.type === 'text' ? readRepeatedOption(lines[at]?.text ?? '', options) : null;
    if (label === null) break;
    repeated.push(label);
    last = at;
  }
  const line = lines[next];
  if (line === undefined || line.code) return null;
  const at = line.text.search(/\S|$/);
  const bulletless = line.text.replace(/^\s{0,12}[-*+•]\s{1,4}/, '').trim();
  if (repeated.length === 0 && !isLettersOnly(bulletless) && !isKeyWithReason(reading, next, bulletless))
    return null;
  for (let claimed = next; claimed <= last; claimed += 1) claim(reading.ledger, claimed, 'item');
  const end = lines[last] ?? line;
  return {
    value: repeated.length > 0 ? repeated.join(', ') : bulletless,
    ...{ line: line.number, column: sourceColumn(line, at), index },
    ...{ endLine: end.number, endColumn: sourceColumn(end, end.text.trimEnd().length) },
  };
}

/** "B. Because ..." is a key with its reason unless the next line goes on with another letter: then these are rationales. */
function isKeyWithReason(reading: Reading, index: number, text: string): boolean {
  if (/^\s{0,4}[*_(]{0,3}[A-J]\b/.test(text) === false) {
    const isOption = reading.item.options.some(
      (option) => option.text !== '' && option.text === text.replace(/[.*_]{1,3}$/, ''),
    );
    if (!isOption) return false;
  }
  if (readKeyValue(text, reading.item.options) === null) return false;
  const following = nextText(reading, index);
  return (
    following === null ||
    !/^\s{0,12}(?:[-*+]\s)?[*_(]{0,3}[A-J][.):*_]/.test(reading.ledger.lines[following]?.text ?? '')
  );
}

function nextText(reading: Reading, index: number): number | null {
  for (let next = index + 1; next < reading.to; next += 1) {
    const type = reading.ledger.lines[next]?.shape.type;
    if (type !== 'blank' && type !== 'rule') return next;
  }
  return null;
}

function readProse(reading: Reading, index: number, text: string): void {
  const line = reading.ledger.lines[index];
  if (line?.code !== true) {
    if (isSiteNoise(text) || (reading.afterBlank && reading.isRepeatedPreamble(text))) {
      claim(reading.ledger, index, 'noise');
      leaveSection(reading);
      return;
    }
    if (readStart(reading, index, text)) return;
  }
  continueRationale(reading, index, text, line?.code === true);
}

function leaveSection(reading: Reading): void {
  leaveRationale(reading);
  reading.inSection = false;
}

/** Opens the rationale that begins on this line, if one does. */
function readStart(reading: Reading, index: number, text: string): boolean {
  const next = nextText(reading, index);
  const start = readRationaleStart(text, {
    labels: reading.item.labels,
    expected: expectedLabel(reading),
    following: next === null ? '' : (reading.ledger.lines[next]?.text ?? ''),
  });
  if (start === null || isInnerList(reading, start, text)) return false;
  const unknown = start.labels.filter((label) => !reading.item.labels.includes(label));
  if (unknown.length === start.labels.length) {
    leaveRationale(reading);
    refuseUnknown(reading, index, { start, text, unknown });
    return true;
  }
  if (unknown.length > 0) sayUnknown(reading, index, unknown);
  keepDeferred(reading);
  claim(reading.ledger, index, 'item');
  reading.indent ??= text.search(/\S|$/);
  beginRationale(reading, index, start);
  reading.lastLabel = start.labels.at(-1) ?? null;
  return true;
}

/** A deeper line, or one with small letters below options in capitals, is part of a list inside the rationale. */
function isInnerList(reading: Reading, start: RationaleStart, text: string): boolean {
  if (reading.current === null) return false;
  if (reading.indent !== null && text.search(/\S|$/) >= reading.indent + 2) return true;
  const written = text.charAt(start.at);
  const label = reading.item.options[0]?.label ?? '';
  return written !== written.toUpperCase() && label === label.toUpperCase();
}

function beginRationale(
  reading: Reading,
  index: number,
  { labels, text }: { readonly labels: readonly string[]; readonly text: string },
): void {
  reading.current = { labels, line: lineNumber(reading, index), index, lines: [text] };
  reading.currentEnd = index;
  reading.rationales.push(reading.current);
  reading.afterBlank = false;
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
    reading.currentEnd = index;
    claim(reading.ledger, index, 'item');
    reading.afterBlank = false;
  } else if (current !== null) reading.deferred.push(index);
  else if (reading.inSection) {
    claim(reading.ledger, index, 'item');
    beginRationale(reading, index, { labels: [], text: text.trim() });
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
  const { lines } = reading.ledger;
  refuse(reading.ledger, index, {
    item: reading.item.index,
    message:
      `${quote(lines[index]?.text ?? '')} follows question ${reading.item.number} but is neither its key nor a rationale ` +
      'such as “A is correct. ...”. Move it directly below the rationale that it continues, or delete it.',
    fixes: reading.current === null ? [] : joinLines(lines, reading.currentEnd, index),
  });
}

function refuseUnknown(
  reading: Reading,
  index: number,
  {
    start,
    text,
    unknown,
  }: { readonly start: RationaleStart; readonly text: string; readonly unknown: readonly string[] },
): void {
  refuse(reading.ledger, index, {
    code: 'rationale/unknown-option',
    item: reading.item.index,
    message: `${quote(text)} explains ${listInWords(unknown)}, but ${ownLabels(reading.item)}. Correct the letter or add the option.`,
    fixes: start.labels.length === 1 ? relabel(reading, index, start, text) : [],
  });
}

/** Gives the rationale to an option that has none. */
function relabel(reading: Reading, index: number, start: RationaleStart, text: string): readonly QuickFix[] {
  const line = reading.ledger.lines[index];
  if (line === undefined || !line.text.endsWith(text)) return [];
  const at = line.text.length - text.length + start.at;
  const explained = new Set(reading.rationales.flatMap(({ labels }) => labels));
  return reading.item.labels
    .filter((label) => !explained.has(label))
    .slice(0, 4)
    .map((label) =>
      fix(`Make it about ${label}`, replaceSpan(line, at, at + (start.labels[0]?.length ?? 1), label)),
    );
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
