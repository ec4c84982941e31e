import { isDoubtfulKey, isLettersOnly } from '../key-line';
import type { ReadLine } from '../read-line';
import { isDoubtfulCaption } from './caption';

/** How far above a key its options are looked for. */
const NEAR = 100;

/** Lines that may be part of a text are keys only where something beside them says so; the others become text. */
export function settleKeys(lines: ReadLine[]): void {
  for (const [index, line] of lines.entries()) {
    const { shape, text } = line;
    const isCaption = shape.type === 'key-caption' && isDoubtfulCaption(text);
    if (isCaption && (isTextOfOption(lines, index) || !leadsToKey(lines, index))) toText(lines, index);
    else if (shape.type === 'key' && isDoubtfulKey(text) && !hasOption(lines, index, shape.value))
      toText(lines, index);
  }
}

const WHY = /^[\s#*+_-]{0,24}(?:why|(?:options?|distractors?|answer) analysis)\b/i;

/** "Why:" heads an explanation below options, and is part of the question above them. Heads are known by then. */
export function settleReasons(lines: ReadLine[]): void {
  let isBelowOptions = true;
  for (const [index, { shape, option, text }] of lines.entries()) {
    if (shape.type === 'head') isBelowOptions = false;
    else if (shape.type === 'key' || option !== null || ENTRY.test(text.slice(0, 60))) isBelowOptions = true;
    const isReason = shape.type === 'rationales' && WHY.test(text.slice(0, 60));
    if (isReason && (!isBelowOptions || isTextOfOption(lines, index))) toText(lines, index);
  }
}

/** A member of any list, which may be an option. */
const ENTRY = /^\s{0,40}(?:[-*+•]|\(?\d{1,2}[.)])\s{0,4}[^\s*_-]/;

function toText(lines: ReadLine[], index: number): void {
  const line = lines[index];
  if (line !== undefined) lines[index] = { ...line, shape: { type: 'text' } };
}

/** Below "B." by itself stands the text of that option. */
function isTextOfOption(lines: readonly ReadLine[], index: number): boolean {
  return lines[index - 1]?.option?.text === '';
}

function leadsToKey(lines: readonly ReadLine[], index: number): boolean {
  let next = index + 1;
  while (lines[next]?.shape.type === 'blank') next += 1;
  const line = lines[next];
  const { type } = line?.shape ?? { type: 'blank' };
  return type === 'key' || type === 'rationales' || (line?.code === false && isLettersOnly(line.text));
}

/** "The correct answer is 3. Three" names an option of a list of numbers, which stands above it. */
function hasOption(lines: readonly ReadLine[], index: number, value: string): boolean {
  const number = /\d{1,2}/.exec(value.slice(0, 20))?.[0];
  const label = new RegExp(`^\\s{0,12}(?:[-*+]\\s{1,4})?[*_]{0,2}\\(?${number}[.)]`);
  return lines.slice(Math.max(0, index - NEAR), index).some(({ text }) => label.test(text.slice(0, 40)));
}
