import type { QuickFix, SourceEdit } from './message';

/** A change by offsets in the whole text, as editors take it. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * Carries out edits whose places count in `source` as it is now. Places beyond the end of a line or of the text mean that
 * end. Edits may come in any order; of two that overlap the earlier place wins and the other is left out.
 */
export function applyEdits(source: string, edits: readonly SourceEdit[]): string {
  let done = '';
  let copied = 0;
  for (const { from, to, insert } of toChanges(source, edits)) {
    done += source.slice(copied, from) + insert;
    copied = to;
  }
  return done + source.slice(copied);
}

/** The same edits as changes by offset, in order of their places and without overlap. Linear in the length of the text. */
export function toChanges(source: string, edits: readonly SourceEdit[]): readonly TextChange[] {
  const starts = lineStarts(source);
  const changes = edits
    .map(({ line, column, endLine, endColumn, text }) => {
      const from = offsetOf(source, starts, line, column);
      return { from, to: Math.max(from, offsetOf(source, starts, endLine, endColumn)), insert: text };
    })
    .sort((one, other) => one.from - other.from || one.to - other.to);
  let end = 0;
  return changes.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

/** The edits of several repairs as one step: a repair that would touch the place of an earlier one is left out whole. */
export function joinFixes(fixes: readonly QuickFix[]): {
  readonly edits: readonly SourceEdit[];
  readonly applied: number;
} {
  const edits: SourceEdit[] = [];
  let applied = 0;
  for (const fix of fixes) {
    if (fix.edits.some((edit) => edits.some((earlier) => touches(earlier, edit)))) continue;
    for (const edit of fix.edits) edits.push(edit);
    applied += 1;
  }
  return { edits, applied };
}

function touches(one: SourceEdit, other: SourceEdit): boolean {
  const before = (line: number, column: number, than: SourceEdit): boolean =>
    line < than.line || (line === than.line && column <= than.column);
  const same = one.line === other.line && one.column === other.column;
  return same || !(before(one.endLine, one.endColumn, other) || before(other.endLine, other.endColumn, one));
}

/** Offsets at which the lines begin; lines end at CRLF, LF or CR, as splitLines has it. */
function lineStarts(source: string): readonly number[] {
  const starts = [source.startsWith('\ufeff') ? 1 : 0];
  for (let at = 0; at < source.length; at += 1) {
    const unit = source.charCodeAt(at);
    if (unit === 0x0a || (unit === 0x0d && source.charCodeAt(at + 1) !== 0x0a)) starts.push(at + 1);
  }
  return starts;
}

function offsetOf(source: string, starts: readonly number[], line: number, column: number): number {
  const start = starts[line - 1];
  if (start === undefined) return line < 1 ? 0 : source.length;
  const next = starts[line];
  let end = next === undefined ? source.length : next - 1;
  if (next !== undefined && source.charCodeAt(end) === 0x0a && source.charCodeAt(end - 1) === 0x0d) end -= 1;
  return Math.min(Math.max(start, start + column - 1), Math.max(start, end));
}
