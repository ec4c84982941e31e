import { joinLines } from './fixes/edit';
import { readKey, readKeyBelow } from './keys/read-key';
import { claim, type Ledger, refuse } from './ledger';
import type { Meta } from './lines/meta-line';
import { quote } from './message';
import { isPrompt, isSiteNoise } from './noise';
import { isBoxLine } from './options/unlettered';
import { countsAllOptions, type RationaleStart, readRationaleStart } from './rationale-start';
import { refuseUnknown, sayUnknown } from './rationales/unknown-options';
import type { WrittenRationale } from './rationales/written-rationale';
import { lineNumber, nextText, type Reading, type TailItem, type WrittenKey } from './tail-reading';

export interface Tail {
  readonly keys: readonly WrittenKey[];
  readonly rationales: readonly WrittenRationale[];
  readonly meta: readonly Meta[];
}

/**
 * Reads what follows the options, lines [from, to): keys, rationales and, at the end of a post, what the site adds. In a
 * section any text explains the question, even without a word such as "Explanation:" above it.
 */
export function readTail(
  ledger: Ledger,
  range: { readonly from: number; readonly to: number; readonly inSection: boolean },
  item: TailItem,
  isRepeatedPreamble: (text: string) => boolean,
): Tail {
  const reading: Reading = {
    ...{ ledger, to: range.to, item, isRepeatedPreamble, keys: [], rationales: [], meta: [], deferred: [] },
    ...{
      current: null,
      currentEnd: 0,
      lastLabel: null,
      indent: null,
      inSection: range.inSection,
      isBoxed: range.inSection,
      isCaptioned: false,
      afterBlank: false,
    },
    countsAll: countsAllOptions(
      ledger.lines.slice(range.from, range.to).map(({ text }) => text),
      item.labels,
    ),
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
      // A key that is the heading of what follows, or stands below one, heads its explanation.
      if (reading.isCaptioned || /^\s{0,12}#/.test(line.text)) reading.inSection = true;
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
      // Nothing but an explanation follows boxes, and nothing announces it: a rule ends it.
      if (shape.type === 'section' || reading.isBoxed) leaveSection(reading);
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
  else reading.isCaptioned = true;
}

function readProse(reading: Reading, index: number, text: string): void {
  const line = reading.ledger.lines[index];
  if (line?.code !== true) {
    if (reading.isBoxed && isBoxLine(text)) {
      leaveRationale(reading);
      refuseStray(reading, index);
      return;
    }
    const isNoise = isSiteNoise(text) || (reading.rationales.length === 0 && isPrompt(text));
    if (isNoise || (reading.afterBlank && reading.isRepeatedPreamble(text))) {
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
    countsAll: reading.countsAll,
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
  refuse(reading.ledger, index, () => ({
    item: reading.item.index,
    message:
      `${quote(lines[index]?.text ?? '')} follows question ${reading.item.number} but is neither its key nor a rationale ` +
      'such as “A is correct. ...”. Move it directly below the rationale that it continues, or delete it.',
    fixes: reading.current === null ? [] : joinLines(lines, reading.currentEnd, index),
  }));
}
