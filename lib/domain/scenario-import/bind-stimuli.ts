import { type ImportMessage, importMessage, listInWords } from './message';
import type { StimulusHeading } from './stimulus-heading';

/** No shared text serves more questions than this; it also bounds the work on "Questions 1-999999". */
const MAX_STIMULUS_ITEMS = 200;

export interface HeadedStimulus {
  readonly heading: StimulusHeading;
  readonly line: number;
  readonly text: string;
}

export interface StimulusBinding {
  /** Index of the stimulus by question number. */
  readonly byNumber: ReadonlyMap<number, number>;
  readonly messages: readonly ImportMessage[];
}

/** Decides which question numbers each stimulus serves, wherever in the post the question stands. */
export function bindStimuli(
  stimuli: readonly HeadedStimulus[],
  itemNumbers: ReadonlySet<number>,
): StimulusBinding {
  const byNumber = new Map<number, number>();
  const messages: ImportMessage[] = [];
  for (const [index, stimulus] of stimuli.entries()) {
    messages.push(...checkHeading(stimulus));
    const { first, last } = stimulus.heading;
    if (last - first >= MAX_STIMULUS_ITEMS) continue;
    const missing: number[] = [];
    const taken: number[] = [];
    for (let number = first; number <= last; number += 1) {
      if (!itemNumbers.has(number)) missing.push(number);
      if (byNumber.has(number)) taken.push(number);
      else byNumber.set(number, index);
    }
    messages.push(...checkNumbers(stimulus, missing, taken));
  }
  return { byNumber, messages };
}

function checkHeading({ heading, line, text }: HeadedStimulus): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  const range = `${heading.first} to ${heading.last}`;
  if (heading.last - heading.first >= MAX_STIMULUS_ITEMS) {
    const message = `This background claims questions ${range}, more than ${MAX_STIMULUS_ITEMS}. It was joined to none. Correct the range.`;
    messages.push(importMessage('stimulus/range-too-wide', { line }, message));
  }
  if (heading.reversed) {
    const message = `This range is written backwards; it was read as questions ${range}. Correct it if that is wrong.`;
    messages.push(importMessage('stimulus/range-reversed', { line }, message));
  }
  if (text === '') {
    const message = 'This background has no text. Write it below its heading, or delete the heading.';
    messages.push(importMessage('stimulus/empty', { line }, message));
  }
  return messages;
}

function checkNumbers(
  stimulus: HeadedStimulus,
  missing: readonly number[],
  taken: readonly number[],
): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  if (missing.length > 0) {
    const message = `This background is for ${inWords(missing)}, which this post doesn't hold. Correct the range or add what is missing.`;
    messages.push(importMessage('stimulus/missing-item', { line: stimulus.line }, message));
  }
  if (taken.length > 0) {
    const message = `An earlier background already serves ${inWords(taken)} and was kept. Correct one of the ranges.`;
    messages.push(importMessage('stimulus/overlap', { line: stimulus.line }, message));
  }
  return messages;
}

function inWords(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 5).map(String);
  const words =
    numbers.length > 5 ? `${shown.join(', ')} and ${numbers.length - 5} more` : listInWords(shown);
  return `${numbers.length === 1 ? 'question' : 'questions'} ${words}`;
}
