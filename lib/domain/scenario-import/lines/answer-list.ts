import { readLabelList } from '../label-list';
import type { ReadLine } from '../read-line';
import { isAnswersCaption } from './caption';

/** "1. B", "Q1: A, C", "| 1 | B |", "**3)** D - because ...". */
const ENTRY =
  /^\s{0,12}(?:[-*+]\s{1,3}|\|\s{0,3})?[*_]{0,2}(?:(?:Question|Answer|No\.?)\s{1,2}|Q\.?\s?)?#?(\d{1,4})[*_]{0,2}\s{0,20}[.):|=–—-]{0,2}[*_]{0,2}\s{1,8}(?=[*_(]{0,3}[A-J])|^\s{0,12}#?(\d{1,4})\s?[.):=–-]\s?(?=[A-J]{1,5}\s{0,12}$)/i;

interface Entry {
  readonly number: number;
  readonly value: string;
  /** Offset of the value, from 0. */
  readonly at: number;
  /** Nothing but letters follows the number. */
  readonly isBare: boolean;
}

function readEntry(line: ReadLine): Entry | null {
  if (line.code) return null;
  const match = ENTRY.exec(line.text.slice(0, 80));
  if (match === null) return null;
  const at = match[0].length;
  const value = line.text
    .slice(at)
    .replace(/\s{0,20}\|\s{0,4}$/, '')
    .trim();
  const bare = value.replace(/^[*_(]{1,3}/, '');
  const letters = /^[A-J]{2,5}(?![\w'])/.exec(bare)?.[0].length ?? readLabelList(bare)?.length ?? 0;
  if (letters === 0 || !/^[A-J]/.test(bare)) return null;
  const rest = bare.slice(letters).replace(/^[)*_.]{1,4}/, '');
  const isBare = rest.trim() === '';
  const hasSign = isBare || /^\s{0,3}[:,;–—|(-]/.test(rest) || rest.length < bare.length - letters;
  return hasSign ? { number: Number(match[1] ?? match[2]), value, at, isBare } : null;
}

/** Fewer entries without a heading might be anything. */
const MIN_UNHEADED = 3;

/** Finds lists of answers apart from the questions and marks their headings and entries. */
export function settleAnswerLists(lines: ReadLine[]): void {
  for (let index = 0; index < lines.length; ) {
    const line = lines[index];
    const first = line === undefined || line.code ? null : nextText(lines, index + 1);
    const isHeading = line !== undefined && !line.code && isAnswersCaption(line.text) && first !== null;
    if (isHeading && readEntry(lines[first] ?? line) !== null) {
      lines[index] = { ...line, shape: { type: 'answers' } };
      index = markHeaded(lines, first);
    } else index = markUnheaded(lines, index);
  }
}

function nextText(lines: readonly ReadLine[], from: number): number | null {
  for (let index = from; index < Math.min(lines.length, from + 20); index += 1) {
    const { shape, text } = lines[index] ?? { shape: { type: 'blank' }, text: '' };
    if (shape.type !== 'blank' && shape.type !== 'rule' && !/^\s{0,3}\|/.test(text)) return index;
    if (/^\s{0,3}\|\s{0,3}#?\d/.test(text)) return index;
  }
  return null;
}

/** Below a heading explanations may stand between the entries; the list ends with the first line that begins something else. */
function markHeaded(lines: ReadLine[], from: number): number {
  let previous = 0;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const entry = readEntry(line);
    if (entry !== null && entry.number > previous) {
      mark(lines, index, entry);
      previous = entry.number;
    } else if (line.shape.type === 'head' || line.shape.type === 'stimulus' || line.shape.type === 'section')
      return index;
  }
  return lines.length;
}

function markUnheaded(lines: ReadLine[], from: number): number {
  const found: { readonly index: number; readonly entry: Entry }[] = [];
  let index = from;
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.shape.type === 'blank' && found.length > 0) continue;
    const entry = readEntry(line);
    const previous = found.at(-1)?.entry.number;
    if (entry === null || !entry.isBare || (previous !== undefined && entry.number !== previous + 1)) break;
    found.push({ index, entry });
  }
  if (found.length >= MIN_UNHEADED) for (const { index: at, entry } of found) mark(lines, at, entry);
  return Math.max(index, from + 1);
}

function mark(lines: ReadLine[], index: number, { number, value, at }: Entry): void {
  const line = lines[index];
  if (line !== undefined)
    lines[index] = { ...line, shape: { type: 'answer', number, value, valueColumn: at + 1 } };
}
