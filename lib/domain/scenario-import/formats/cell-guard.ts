/**
 * What a spreadsheet would run as a formula, also behind spaces, which some skip, and in full width, which those set to an East
 * Asian language take for the same; and the same with apostrophes before it, so that guarding can be undone.
 */
const RUNS = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r])/;
const GUARDED = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r])/;

/** A cell that no spreadsheet runs: an apostrophe stands before it. */
export function guardCell(text: string): string {
  return RUNS.test(text) ? `'${text}` : text;
}

/** The text that was guarded. */
export function unguardCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
