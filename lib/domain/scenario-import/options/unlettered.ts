import { normaliseForMatching } from '../../text/canonical';
import { isPrompt, isSiteNoise } from '../noise';
import type { LabelStyle, OptionMark } from '../option-line';
import { readSuffix } from '../option-line';
import type { ReadLine } from '../read-line';

interface Unlettered {
  readonly label: string;
  readonly labelAt: number;
  readonly text: string;
  readonly textAt: number;
  readonly mark: OptionMark | null;
  readonly index: number;
  readonly style: LabelStyle;
  readonly bullet: null;
}

interface Line {
  readonly index: number;
  readonly indent: number;
  readonly kind: 'box' | 'number' | 'bullet';
  readonly number: number;
  readonly labelAt: number;
  readonly from: number;
  readonly mark: OptionMark | null;
}

/** The text of a box may be code in the lines below it; "[]" and "[ x]" are boxes, too. */
const BOX = /^(\s{0,40})(?:[-*+]|\d{1,2}[.)])\s{0,4}\[\s{0,3}([xX✓✔]?)\s{0,3}\](?:\s{1,4}(?=\S)|\s{0,40}$)/;
/** "- [ ] ...": an option with a box, or one that was meant to be one. */
export const isBoxLine = (text: string): boolean => BOX.test(text.slice(0, 80));

const NUMBER = /^(\s{0,40})\(?(\d{1,2})[.)]\s{1,4}(?=\S)/;
const BULLET = /^(\s{0,40})[-*+•]\s{1,4}(?=\S)/;
const LONGEST_RUN = 10;

function readLine(line: ReadLine, index: number): Line | null {
  if (line.code || (line.shape.type !== 'text' && line.shape.type !== 'answer')) return null;
  const start = line.text.slice(0, 80);
  const box = BOX.exec(start);
  if (box !== null) {
    const from = box[0].lastIndexOf('[');
    const mark = { kind: 'box', isCorrect: box[2] !== '', from, to: box[0].lastIndexOf(']') + 1 } as const;
    return {
      index,
      indent: box[1]?.length ?? 0,
      kind: 'box',
      number: 0,
      labelAt: -1,
      from: box[0].length,
      mark,
    };
  }
  const number = NUMBER.exec(start);
  if (number !== null) {
    const labelAt = number[0].search(/\d/);
    return {
      index,
      indent: number[1]?.length ?? 0,
      kind: 'number',
      number: Number(number[2]),
      labelAt,
      from: number[0].length,
      mark: null,
    };
  }
  const bullet = BULLET.exec(start);
  if (bullet === null) return null;
  return {
    index,
    indent: bullet[1]?.length ?? 0,
    kind: 'bullet',
    number: 0,
    labelAt: -1,
    from: bullet[0].length,
    mark: null,
  };
}

/**
 * Options without letters at the end of lines [from, to): a list of boxes, a numbered list, or bullets if the key or a mark
 * says that they are options. They get letters in their order, unless the key names numbers.
 */
export function findUnlettered(lines: readonly ReadLine[], from: number, to: number): readonly Unlettered[] {
  const all: Line[] = [];
  for (let index = from; index < to; index += 1) {
    const line = lines[index];
    const read = line === undefined ? null : readLine(line, index);
    if (read !== null) all.push(read);
  }
  const boxes = all.filter(({ kind }) => kind === 'box');
  if (boxes.length >= 2 && all.some((line, at) => lacksBox(line, all[at - 1]))) return [];
  const run = endingRun(lines, boxes.length >= 2 ? boxes : all, to);
  const shape = lines[to]?.shape;
  const key = shape?.type === 'key' ? shape.value.replaceAll(/[*_`]/g, '').trim() : '';
  const byNumber = run[0]?.kind === 'number' && !/^\(?[A-Ja-j]\)?(?!\w)/.test(key);
  const options = run.map(
    (line, at): Unlettered => toOption(lines, line, byNumber ? String(at + 1) : letterAt(at)),
  );
  if (run[0]?.kind === 'bullet' && !isStated(options, key)) return [];
  return options;
}

/** A bullet in line with the box right above it is an option whose box is missing, and no part of the one above. */
function lacksBox({ kind, index, indent }: Line, above: Line | undefined): boolean {
  return kind === 'bullet' && above?.kind === 'box' && above.index === index - 1 && above.indent === indent;
}

function letterAt(at: number): string {
  return String.fromCharCode(65 + at);
}

function toOption(lines: readonly ReadLine[], line: Line, label: string): Unlettered {
  const source = lines[line.index]?.text ?? '';
  const suffix = readSuffix(source.slice(line.from));
  const end = suffix === null ? source.length : line.from + suffix.from;
  const text = source.slice(line.from, end).trim();
  const mark = line.mark ?? (suffix && { ...suffix, from: end, to: line.from + suffix.to });
  const place = { index: line.index, labelAt: line.kind === 'number' ? line.labelAt : -1 };
  return { ...place, label, text, textAt: line.from, mark, style: 'marked', bullet: null };
}

/** The last lines of one kind and depth; a paragraph below them means that they belong to the stem, unless they are boxes. */
function endingRun(lines: readonly ReadLine[], all: readonly Line[], to: number): readonly Line[] {
  const last = all.at(-1);
  if (last === undefined) return [];
  const indent = Math.min(...all.slice(-LONGEST_RUN).map((line) => line.indent));
  const run: Line[] = [];
  for (let at = all.length - 1; at >= 0 && run.length <= LONGEST_RUN; at -= 1) {
    const line = all[at];
    if (line === undefined) break;
    if (line.indent > indent + 1) continue;
    const below = run[0];
    if (
      below !== undefined &&
      (line.kind !== below.kind || (line.kind === 'number' && line.number !== below.number - 1))
    )
      break;
    run.unshift(line);
  }
  if (run[0]?.kind === 'number' && run[0].number !== 1) return [];
  if (run.length < 2 || run.length > LONGEST_RUN) return [];
  if (last.kind === 'box') return run;
  let afterBlank = false;
  for (let index = last.index + 1; index < to; index += 1) {
    const line = lines[index];
    if (line?.shape.type === 'blank') afterBlank = true;
    else if (afterBlank && line?.shape.type === 'text' && !line.code && !isBeside(line.text)) return [];
  }
  return run;
}

function isBeside(text: string): boolean {
  return isSiteNoise(text) || isPrompt(text);
}

function isStated(options: readonly Unlettered[], key: string): boolean {
  if (options.some(({ mark }) => mark !== null)) return true;
  const wanted = normaliseForMatching(key);
  if (wanted === '') return false;
  const letter = /^\(?([A-J])\)?(?:[.,):\s]|$)/.exec(key)?.[1];
  if (letter !== undefined && letter.charCodeAt(0) - 65 < options.length) return true;
  return options.some(({ text }) => normaliseForMatching(text) === wanted);
}
