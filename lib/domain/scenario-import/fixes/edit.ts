import { type Piece, sourceColumn } from '../lines/piece';
import type { QuickFix, SourceEdit } from '../message';

/** Edits of a source by what was read: places are those of the source, whatever was taken off a line in between. */

/** Puts text before the unit at this offset of a piece. */
export function insertBefore(piece: Piece, at: number, text: string): SourceEdit {
  return replaceSpan(piece, at, at, text);
}

/** Replaces the units from one offset up to, and without, another. */
export function replaceSpan(piece: Piece, from: number, to: number, text: string): SourceEdit {
  return {
    line: piece.number,
    column: sourceColumn(piece, from),
    endLine: piece.number,
    endColumn: Math.max(sourceColumn(piece, from), sourceColumn(piece, to)),
    text,
  };
}

/** Takes whole lines out, first and last included. */
export function deleteLines(first: number, last: number): SourceEdit {
  return { line: first, column: 1, endLine: last + 1, endColumn: 1, text: '' };
}

/** Puts lines below a line. */
export function insertBelow(line: number, text: string): SourceEdit {
  return { line, column: END, endLine: line, endColumn: END, text: `\n${text}` };
}

/** Beyond the end of any line; places there mean the end. */
const END = 100_000_000;

/** How many blank lines a repair closes up at most. */
const MAX_GAP = 10;

/** Closes the blank lines between two lines, so that the lower one continues what the upper one belongs to. */
export function joinLines(
  lines: readonly (Piece & { readonly shape: { readonly type: string } })[],
  above: number,
  below: number,
): readonly QuickFix[] {
  if (below - above > MAX_GAP) return [];
  const edits: SourceEdit[] = [];
  for (let index = above + 1; index < below; index += 1) {
    const line = lines[index];
    if (line?.shape.type === 'blank') edits.push(deleteLines(line.number, line.number));
  }
  return edits.length === 0 ? [] : [fix('Add it to the question above', ...edits)];
}

export function fix(label: string, ...edits: readonly SourceEdit[]): QuickFix {
  return { label, edits };
}
