import { fix, insertBefore, replaceSpan } from './fixes/edit';
import type { Piece } from './lines/piece';
import { type ImportMessage, importMessage, listInWords, type QuickFix } from './message';
import type { StimulusHeading, StimulusRange } from './stimulus-heading';

/** No shared text serves more questions than this; it also bounds the work on "Questions 1-999999". */
const MAX_STIMULUS_ITEMS = 200;

export interface HeadedStimulus {
  readonly heading: StimulusHeading;
  readonly piece: Piece;
  /** Line index of the heading. */
  readonly from: number;
  readonly text: string;
}

interface BoundItem {
  readonly number: number;
  readonly from: number;
}

export interface StimulusBinding {
  /** Index of the stimulus for each item, or null. */
  readonly byItem: readonly (number | null)[];
  readonly messages: readonly ImportMessage[];
}

/**
 * Decides which questions each stimulus serves: those of its range, wherever in the post they stand; without a range the
 * ones below it.
 */
export function bindStimuli(
  stimuli: readonly HeadedStimulus[],
  items: readonly BoundItem[],
): StimulusBinding {
  const numbers = new Set(items.map(({ number }) => number));
  const byNumber = new Map<number, number>();
  const below = new Map<number, number>();
  const messages: ImportMessage[] = [];
  for (const [index, stimulus] of stimuli.entries()) {
    if (stimulus.text === '') {
      const message = 'This background has no text. Write it below its heading, or delete the heading.';
      messages.push(importMessage('stimulus/empty', { line: stimulus.piece.number }, message));
    }
    const { range } = stimulus.heading;
    if (range === null) {
      const served = itemsBelow(stimulus, stimuli[index + 1], items);
      for (const at of served) below.set(at, index);
      messages.push(
        sayServed(
          stimulus,
          served.map((at) => items[at]?.number ?? 0),
        ),
      );
    } else
      for (const message of bindRange(stimulus, range, { index, numbers, byNumber })) messages.push(message);
  }
  const byItem = items.map(({ number }, at) => byNumber.get(number) ?? below.get(at) ?? null);
  return { byItem, messages };
}

function itemsBelow(
  stimulus: HeadedStimulus,
  next: HeadedStimulus | undefined,
  items: readonly BoundItem[],
): readonly number[] {
  let first = 0;
  let beyond = items.length;
  // Items stand in order: two binary searches keep many backgrounds over many questions cheap.
  first = firstAfter(items, stimulus.from);
  if (next !== undefined) beyond = firstAfter(items, next.from);
  const last = stimulus.heading.serves === 'one' ? Math.min(first + 1, beyond) : beyond;
  return Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
}

function firstAfter(items: readonly BoundItem[], line: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.from ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sayServed(stimulus: HeadedStimulus, numbers: readonly number[]): ImportMessage {
  const place = { line: stimulus.piece.number };
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) {
    const message = 'This background names no questions and no question follows it. It was joined to none.';
    return importMessage('stimulus/no-range', place, message);
  }
  const range = first === last ? `Question ${first}` : `Questions ${first}–${last}`;
  const message = `This background names no questions; it was joined to ${range.toLowerCase()} below it. Add the range if that is wrong.`;
  const label = `Write the range: ${range.toLowerCase()}`;
  const edit = insertBefore(stimulus.piece, stimulus.heading.wordsEnd, ` (${range})`);
  return importMessage('stimulus/no-range', place, message, last < first ? [] : [fix(label, edit)]);
}

interface RangeContext {
  readonly index: number;
  readonly numbers: ReadonlySet<number>;
  readonly byNumber: Map<number, number>;
}

function bindRange(
  stimulus: HeadedStimulus,
  range: StimulusRange,
  { index, numbers, byNumber }: RangeContext,
): readonly ImportMessage[] {
  const { first, last } = range;
  const messages = checkRange(stimulus, range);
  if (last - first >= MAX_STIMULUS_ITEMS) return messages;
  const missing: number[] = [];
  const taken: number[] = [];
  const free: number[] = [];
  for (let number = first; number <= last; number += 1) {
    if (!numbers.has(number)) missing.push(number);
    if (byNumber.has(number)) taken.push(number);
    else {
      byNumber.set(number, index);
      free.push(number);
    }
  }
  return [...messages, ...checkNumbers(stimulus, missing, taken, rangeFixes(stimulus, range, free))];
}

function checkRange({ piece }: HeadedStimulus, range: StimulusRange): readonly ImportMessage[] {
  const place = { line: piece.number };
  const words = `${range.first} to ${range.last}`;
  if (range.last - range.first >= MAX_STIMULUS_ITEMS) {
    const message = `This background claims questions ${words}, more than ${MAX_STIMULUS_ITEMS}. It was joined to none. Correct the range.`;
    return [importMessage('stimulus/range-too-wide', place, message)];
  }
  if (!range.reversed) return [];
  const message = `This range is written backwards; it was read as questions ${words}. Correct it if that is wrong.`;
  const edit = replaceSpan(piece, range.from, range.to, `${range.first}–${range.last}`);
  return [
    importMessage('stimulus/range-reversed', place, message, [
      fix(`Write ${range.first}–${range.last}`, edit),
    ]),
  ];
}

/** Narrows a range to what no other background serves, where that is one run of numbers. */
function rangeFixes(
  { piece }: HeadedStimulus,
  range: StimulusRange,
  free: readonly number[],
): readonly QuickFix[] {
  const [first, last] = [free[0], free.at(-1)];
  if (first === undefined || last === undefined || last - first !== free.length - 1) return [];
  const words = first === last ? String(first) : `${first}–${last}`;
  return [fix(`Write ${words}`, replaceSpan(piece, range.from, range.to, words))];
}

function checkNumbers(
  { piece }: HeadedStimulus,
  missing: readonly number[],
  taken: readonly number[],
  fixes: readonly QuickFix[],
): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  if (missing.length > 0) {
    const message = `This background is for ${inWords(missing)}, which this post doesn't hold. Correct the range or add what is missing.`;
    messages.push(importMessage('stimulus/missing-item', { line: piece.number }, message));
  }
  if (taken.length > 0) {
    const message = `An earlier background already serves ${inWords(taken)} and was kept. Correct one of the ranges.`;
    messages.push(importMessage('stimulus/overlap', { line: piece.number }, message, fixes));
  }
  return messages;
}

function inWords(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 5).map(String);
  const words =
    numbers.length > 5 ? `${shown.join(', ')} and ${numbers.length - 5} more` : listInWords(shown);
  return `${numbers.length === 1 ? 'question' : 'questions'} ${words}`;
}
