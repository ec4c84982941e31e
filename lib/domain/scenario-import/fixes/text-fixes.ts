import type { Fence } from '../../text/code-fence';
import type { LineShape } from '../line-shape';
import type { Piece } from '../lines/piece';
import type { QuickFix } from '../message';
import { readOptionLine } from '../option-line';
import { type CharacterFinding, MAX_RUNS, type SourceLine } from '../source-lines';
import { fix, insertBelow } from './edit';

/** Takes the faulty characters out; a line with many of them is written anew. */
export function removeCharacters(line: SourceLine, finding: CharacterFinding): readonly QuickFix[] {
  const label = finding.count === 1 ? 'Remove the character' : `Remove the ${finding.count} characters`;
  const place = { line: line.number, endLine: line.number };
  if (finding.runs.length > MAX_RUNS) {
    const text = line.text.replaceAll('\ufffd', '');
    return [
      fix('Remove all such characters from the line', {
        ...place,
        column: 1,
        endColumn: line.length + 1,
        text,
      }),
    ];
  }
  const edits = finding.runs.map(({ column, length }) => ({
    ...place,
    ...{ column, endColumn: column + length, text: '' },
  }));
  return [fix(label, ...edits)];
}

/** How far below an open fence the end of its code is looked for. */
const LOOK_LINES = 60;

/** Closes a block of code before the first line that looks like a part of the question. */
export function closeFence(
  pieces: readonly Piece[],
  shapes: readonly LineShape[],
  open: Fence & { readonly index: number },
): readonly QuickFix[] {
  let last = open.index;
  for (let index = open.index + 1; index < Math.min(pieces.length, open.index + LOOK_LINES); index += 1) {
    const { type } = shapes[index] ?? { type: 'blank' };
    const text = pieces[index]?.text ?? '';
    if (type !== 'text' && type !== 'blank' && type !== 'rule') break;
    if (/^\s{0,8}(?:`{3}|~{3})/.test(text) || (index > open.index + 1 && readOptionLine(text) !== null))
      break;
    if (type === 'text') last = index;
  }
  const line = pieces[last]?.number;
  return line === undefined
    ? []
    : [fix(`Close the code block below line ${line}`, insertBelow(line, open.marks))];
}
