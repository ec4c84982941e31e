import type { LabelStyle, OptionMark } from './option-line';
import { findUnlettered } from './options/unlettered';
import type { ReadLine } from './read-line';

export interface OptionSpan {
  /** As written; a letter where the source has none. */
  readonly label: string;
  /** Offset of the label in its line; null where the source has none. */
  readonly labelAt: number | null;
  readonly text: string;
  readonly textAt: number;
  readonly mark: OptionMark | null;
  /** Index of the line with the label. */
  readonly index: number;
  /** Index after the last line of the option. */
  readonly end: number;
}

interface Candidate extends Omit<OptionSpan, 'end'> {
  readonly style: LabelStyle;
  readonly labelAt: number;
  readonly bullet: { readonly sign: string; readonly at: number } | null;
}

/**
 * Finds the options among lines [from, to). Labels with a sign of their own ("A.", "(A)") count wherever they stand; bare
 * capitals count only as a run, because a stem may begin with the article "A". Without letters, boxes, numbers and bullets
 * are options where nothing follows them but the key.
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
    if (line.option === null) continue;
    const { label, style, at, text, textAt, mark, bullet } = line.option;
    candidates.push({ label, style, labelAt: at, text, textAt, mark, bullet, index });
  }
  const marked = lastRun(lines, sameCase(candidates.filter(({ style }) => style === 'marked')));
  const chosen =
    marked.length >= 2 ? marked : candidates.slice(startOfRun(candidates, lines, from, headText));
  const lettered = chosen.length === 1 && chosen[0]?.style === 'bare' ? [] : chosen;
  const found = lettered.length >= 2 ? withStars(lines, lettered) : findUnlettered(lines, from, to);
  return (found.length >= 2 ? found : lettered).map((option, at, all) => {
    const { label, labelAt, text, textAt, mark, index } = option;
    const end = optionEnd(lines, option, all[at + 1]?.index ?? null, to);
    return { label, labelAt, text, textAt, mark, index, end };
  });
}

/** "a) ..." inside an option "A. ..." is a list of its own, and "I." without "H." a Roman number. */
function sameCase(marked: readonly Candidate[]): readonly Candidate[] {
  const capitals = marked.filter(({ label }) => label === label.toUpperCase());
  const cased = capitals.length >= 2 ? capitals : marked;
  const labels = new Set(cased.map(({ label }) => label.toUpperCase()));
  return cased.filter(({ label }) => label.toUpperCase() !== 'I' || labels.has('H'));
}

/** A list in a stem may be lettered like the options; the options are the last run that begins anew at A. */
function lastRun(lines: readonly ReadLine[], marked: readonly Candidate[]): readonly Candidate[] {
  const start = marked.findLastIndex(
    (candidate, at) =>
      at >= 2 &&
      isLabel(candidate, 'A') &&
      isLabel(marked[at + 1], 'B') &&
      !isSameBlock(lines, marked[at - 1], candidate) &&
      isLabel(marked[0], 'A') &&
      isLabel(marked[1], 'B'),
  );
  return start === -1 ? marked : marked.slice(start);
}

/** A star before some options, and no bullet before the others, marks the key. */
function withStars(lines: readonly ReadLine[], options: readonly Candidate[]): readonly Candidate[] {
  if (!options.some(({ bullet }) => bullet === null)) return options;
  return options.map((option) => {
    if (option.bullet?.sign !== '*' || option.mark !== null) return option;
    const { at } = option.bullet;
    const text = lines[option.index]?.text ?? '';
    const to = at + 1 + text.slice(at + 1, at + 8).search(/\S|$/);
    return { ...option, mark: { kind: 'star', isCorrect: true, from: at, to } };
  });
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

/** Below a blank line an option goes on with code, and a box with what is indented below it. */
function goesOn(
  lines: readonly ReadLine[],
  option: Pick<OptionSpan, 'index' | 'mark'>,
  index: number,
): boolean {
  const line = lines[index];
  if (line?.code === true) return true;
  if (option.mark?.kind !== 'box' || line?.shape.type !== 'text') return false;
  return indentOf(line) >= indentOf(lines[option.index]) + 2;
}

function indentOf(line: ReadLine | undefined): number {
  return line === undefined ? 0 : line.text.length - line.text.trimStart().length;
}

/** An option reaches to the next one; the last ends at a blank line, unless its text or its code is still to come. */
function optionEnd(
  lines: readonly ReadLine[],
  option: Pick<OptionSpan, 'text' | 'index' | 'mark'>,
  next: number | null,
  to: number,
): number {
  if (next !== null) return next;
  let hasBody = option.text !== '';
  for (let index = option.index + 1; index < to; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const { type } = line.shape;
    if (type === 'blank' && !line.code && hasBody && !goesOn(lines, option, index + 1)) return index;
    if (type === 'meta' || type === 'section' || type === 'caption') return index;
    if (type !== 'blank') hasBody = true;
  }
  return to;
}
