import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import type { Delimiter } from '@/lib/domain/scenario-import/formats/guess-table';
import type { TableRow } from '@/lib/domain/scenario-import/formats/table';

/** After so many quotes that are never closed the rest is read as if quotes meant nothing. */
const MAX_REPAIRS = 10;

/**
 * The rows of a text with the lines that they take up. A quote that is never closed would swallow every row behind it: its own row
 * is read without quotes and marked, and reading goes on with the next line.
 */
export function csvRows(source: string, delimiter: Delimiter): readonly TableRow[] {
  const text = (source.startsWith('\ufeff') ? source.slice(1) : source).replaceAll(/\r\n?/g, '\n');
  const lines = text.split('\n');
  const rows: TableRow[] = [];
  let from = 0;
  for (let repairs = 0; from < lines.length; repairs += 1) {
    const quoted = repairs < MAX_REPAIRS;
    const read = readRows(lines.slice(from).join('\n'), { delimiter, quoted, before: from });
    const width = (rows[0] ?? read.rows[0])?.cells.length ?? 0;
    const swallowing = read.rows.findIndex((row) => swallowsNext(row, { lines, delimiter, width }));
    const good = swallowing === -1 ? read.rows : read.rows.slice(0, swallowing);
    for (const row of good) rows.push(row);
    if (!quoted || (read.isComplete && swallowing === -1)) break;
    const line = (good.at(-1)?.lastLine ?? from) + 1;
    const bare = readRows(lines[line - 1] ?? '', { delimiter, quoted: false, before: line - 1 });
    for (const row of bare.rows) rows.push({ ...row, isBroken: true });
    from = line;
  }
  return rows;
}

interface Table {
  readonly lines: readonly string[];
  readonly delimiter: Delimiter;
  readonly width: number;
}

/** A row over several lines with too few cells, whose first line alone has all of them: its quote met one of the next row. */
function swallowsNext({ cells, firstLine, lastLine }: TableRow, { lines, delimiter, width }: Table): boolean {
  if (lastLine === firstLine || cells.length >= width) return false;
  return lines[firstLine - 1]?.split(delimiter).length === width;
}

interface Reading {
  readonly delimiter: Delimiter;
  readonly quoted: boolean;
  /** How many lines stand before the text. */
  readonly before: number;
}

interface ReadRows {
  readonly rows: readonly TableRow[];
  readonly isComplete: boolean;
}

function readRows(text: string, { delimiter, quoted, before }: Reading): ReadRows {
  const rows: TableRow[] = [];
  let last = before;
  try {
    parse(text, {
      delimiter,
      quote: quoted ? '"' : false,
      escape: quoted ? '"' : null,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (cells: string[]) => {
        const lastLine = last + 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        rows.push({ cells, firstLine: last + 1, lastLine, isBroken: false });
        last = lastLine;
        return null;
      },
    });
    return { rows, isComplete: true };
  } catch (error) {
    if (error instanceof CsvError) return { rows, isComplete: false };
    throw error;
  }
}
