/** The lines of a table drawn with pipes: a head, a row of dashes, rows. */

const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/** A row such as `| --- | :-: |`. It needs a pipe, because a line of dashes is a rule. */
export function isDelimiterRow(line: string): boolean {
  return line.includes('|') && DELIMITER_ROW.test(line.trim());
}

/** The cells of a row, trimmed; `\|` is a pipe that belongs to its cell, also within code. Null for a line without a pipe. */
export function splitRow(line: string): readonly string[] | null {
  const cells: string[] = [];
  const text = line.trim();
  let from = text.startsWith('|') ? 1 : 0;
  let pipes = from;
  for (let at = text.indexOf('|', from); at !== -1; at = text.indexOf('|', at + 1)) {
    if (text.charAt(at - 1) === '\\') continue;
    pipes += 1;
    cells.push(text.slice(from, at));
    from = at + 1;
  }
  if (pipes === 0) return null;
  if (from < text.length || cells.length === 0) cells.push(text.slice(from));
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** The number of columns when a table begins at this line, else 0. */
export function tableWidth(line: string, next: string | undefined): number {
  if (next === undefined || !isDelimiterRow(next)) return 0;
  const head = splitRow(line);
  return head !== null && head.length === splitRow(next)?.length ? head.length : 0;
}

/** As many cells as the head has: missing ones are empty, and what is too much stays in the last one. */
export function fitRow(cells: readonly string[], width: number): readonly string[] {
  const kept = cells.slice(0, width - 1);
  const last = cells.slice(width - 1).join(' | ');
  return [...kept, ...Array.from({ length: width - 1 - kept.length }, () => ''), last];
}
