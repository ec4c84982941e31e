import type { AssembledItem, AssembledOption } from '../assemble-item';
import type { Piece } from '../lines/piece';
import { listInWords, type QuickFix, type SourceEdit } from '../message';
import { backedKey } from '../rationales/backed-key';
import { fix, insertBefore, insertBelow, replaceSpan } from './edit';

/** One repair for each option, "Use B as the key", and one for what the rationales say, where they say one thing. */
export function makeEachTheKey(lines: readonly Piece[], item: AssembledItem): readonly QuickFix[] {
  const labels = [...new Set(item.options.map(({ label }) => label.toUpperCase()))];
  const backed = backedKey(item);
  const isBacked = (label: string): boolean => backed?.length === 1 && backed[0] === label;
  const several = backed !== null && backed.length > 1 ? makeTheKey(lines, item, backed) : [];
  return [
    ...several.map(back),
    ...labels.flatMap((label) => {
      const fixes = makeTheKey(lines, item, [label]);
      return isBacked(label) ? fixes.map(back) : fixes;
    }),
  ];
}

export const back = (fix: QuickFix): QuickFix => ({ ...fix, isBacked: true });

/** Makes these labels the key, whatever states it now: lines, marks at the options, or nothing. */
export function makeTheKey(
  lines: readonly Piece[],
  item: AssembledItem,
  labels: readonly string[],
): readonly QuickFix[] {
  const known = new Set(item.options.map((option) => option.label.toUpperCase()));
  if (labels.length === 0 || !labels.every((label) => known.has(label))) return [];
  const label = `Use ${listInWords(labels)} as the key`;
  const value = labels.join(', ');
  if (item.keys.length > 0) {
    return [fix(label, ...item.keys.map((key) => writeKey(key, value)), ...removeMarks(lines, item))];
  }
  const boxes = item.options.every(({ mark }) => mark?.kind === 'box');
  if (boxes && item.options.length > 1)
    return [fix(label, ...item.options.map((option) => writeBox(lines, option, labels)))];
  const answer = answerBelow(lines, item, value);
  return answer === null ? [] : [fix(label, ...removeMarks(lines, item), answer)];
}

type KeyPlace = Pick<AssembledItem['keys'][number], 'line' | 'column' | 'endLine' | 'endColumn'>;

function writeKey({ line, column, endLine, endColumn }: KeyPlace, value: string): SourceEdit {
  return {
    line,
    column,
    endLine,
    endColumn,
    text: column === endColumn && line === endLine ? ` ${value}` : value,
  };
}

function writeBox(lines: readonly Piece[], option: AssembledOption, labels: readonly string[]): SourceEdit {
  const { mark, index } = option;
  const from = mark?.from ?? 0;
  const text = labels.includes(option.label.toUpperCase()) ? '[x]' : '[ ]';
  return replaceSpan(lines[index] ?? NOWHERE, from, from + 3, text);
}

const NOWHERE: Piece = { number: 1, text: '', start: 0, offsets: null };

/** Takes the marks off that name another key. */
export function removeMarks(lines: readonly Piece[], item: AssembledItem): readonly SourceEdit[] {
  return item.options.flatMap(({ mark, index }) => {
    const line = lines[index];
    if (mark === null || line === undefined || !mark.isCorrect || mark.kind === 'bold') return [];
    return [
      replaceSpan(
        line,
        mark.from,
        mark.kind === 'box' ? mark.from + 3 : mark.to,
        mark.kind === 'box' ? '[ ]' : '',
      ),
    ];
  });
}

/** A key line below the last line of the last option. */
function answerBelow(lines: readonly Piece[], item: AssembledItem, value: string): SourceEdit | null {
  const last = item.options.at(-1);
  if (last === undefined) return null;
  let index = last.end - 1;
  while (index > last.index && (lines[index]?.text ?? '').trim() === '') index -= 1;
  const line = lines[index];
  if (line === undefined) return null;
  const isCut = lines[index + 1]?.number === line.number;
  return isCut
    ? insertBefore(line, line.text.length, `\nAnswer: ${value}\n`)
    : insertBelow(line.number, `Answer: ${value}`);
}
