import { type OptionLine, readOptionLine } from './option-line';
import type { ReadLine } from './read-lines';

export interface OptionSpan extends OptionLine {
  /** Index of the line with the label. */
  readonly index: number;
  /** Index after the last line of the option. */
  readonly end: number;
}

interface Candidate extends OptionLine {
  readonly index: number;
}

/**
 * Finds the options among lines [from, to). Labels with a sign of their own ("A.", "(A)") count wherever they stand; bare
 * capitals count only as a run, because a stem may begin with the article "A".
 */
export function findOptions(
  lines: readonly ReadLine[],
  from: number,
  to: number,
  headText: string,
): readonly OptionSpan[] {
  const candidates: Candidate[] = [];
  for (let index = from; index < to; index += 1) {
    const line = lines[index];
    if (line === undefined || line.code || line.shape.type !== 'text') continue;
    const option = readOptionLine(line.text);
    if (option !== null) candidates.push({ ...option, index });
  }
  const marked = candidates.filter((candidate) => candidate.style === 'marked');
  const chosen =
    marked.length >= 2 ? marked : candidates.slice(startOfRun(candidates, lines, from, headText));
  if (chosen.length === 1 && chosen[0]?.style === 'bare') return [];
  return chosen.map((option, at) => ({
    ...option,
    end: optionEnd(lines, option, chosen[at + 1]?.index ?? null, to),
  }));
}

/** Index of the first candidate that is an option and not prose that begins with a capital. */
function startOfRun(
  candidates: readonly Candidate[],
  lines: readonly ReadLine[],
  from: number,
  headText: string,
): number {
  const pair = candidates.findLastIndex(
    (candidate, at) => isLabel(candidate, 'A') && isLabel(candidates[at + 1], 'B'),
  );
  const stemAbove = (at: number): boolean =>
    headText.endsWith('?') || hasText(lines, from, candidates[at]?.index ?? from);
  if (pair === -1 || (!stemAbove(pair) && readsAsStem(candidates, lines, pair))) {
    const first = candidates.findIndex((_, at) => stemAbove(at));
    return first === -1 ? 0 : first;
  }
  // A label twice in one block is the author's slip: both lines are kept, and reported.
  let start = pair;
  while (start > 0 && stemAbove(start - 1) && isSameBlock(lines, candidates[start - 1], candidates[start]))
    start -= 1;
  return start;
}

function isLabel(candidate: Candidate | undefined, label: string): boolean {
  return candidate?.label.toUpperCase() === label;
}

/** Nothing stands above, and the line stands apart and ends like a sentence: the article "A", not a label. */
function readsAsStem(candidates: readonly Candidate[], lines: readonly ReadLine[], at: number): boolean {
  const [here, next] = [candidates[at], candidates[at + 1]];
  if (here === undefined || next === undefined || here.style === 'marked') return false;
  const sentence = /[?:]$/.test(here.text) || (here.text.endsWith('.') && !next.text.endsWith('.'));
  return sentence && !isSameBlock(lines, here, next) && candidates.length - at > 2;
}

function isSameBlock(
  lines: readonly ReadLine[],
  above: Candidate | undefined,
  below: Candidate | undefined,
): boolean {
  if (above === undefined || below === undefined) return false;
  for (let index = above.index + 1; index < below.index; index += 1) {
    if (lines[index]?.shape.type === 'blank') return false;
  }
  return true;
}

function hasText(lines: readonly ReadLine[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    if (lines[index]?.shape.type === 'text') return true;
  }
  return false;
}

/** An option reaches to the next one; the last ends at a blank line, unless its text or its code is still to come. */
function optionEnd(lines: readonly ReadLine[], option: Candidate, next: number | null, to: number): number {
  if (next !== null) return next;
  let hasBody = option.text !== '';
  for (let index = option.index + 1; index < to; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.shape.type === 'blank' && !line.code && hasBody && lines[index + 1]?.code !== true) return index;
    if (line.shape.type !== 'blank') hasBody = true;
  }
  return to;
}
