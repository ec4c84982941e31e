import 'server-only';
import type { Failure } from '@/lib/domain/kernel/failure';
import { failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import {
  type ColumnMapping,
  type TableReading,
  toLayout,
  toMapping,
} from '@/lib/domain/scenario-import/column-mapping';
import { guessDelimiter } from '@/lib/domain/scenario-import/formats/guess-table';
import { parseTable, type TableRow } from '@/lib/domain/scenario-import/formats/table';
import { findHeader, guessLayout, readHeader } from '@/lib/domain/scenario-import/formats/table-layout';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import { splitLines } from '@/lib/domain/scenario-import/source-lines';
import { csvRows } from './csv-rows';

const MAX_COLUMNS = 100;
const MAX_SAMPLES = 3;

/** Reads rows apart by commas, semicolons, tabs or bars, with the mapping given or the one that the header and the cells suggest. */
export function readTable(
  text: string,
  given: ColumnMapping | null,
): Result<{ readonly post: ParsedPost; readonly table: TableReading }, Failure> {
  const lines = splitLines(text);
  const rows = csvRows(lines.map((line) => line.text).join('\n'), guessDelimiter(text));
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (width > MAX_COLUMNS) {
    return err(
      failure(
        'invalid',
        `The table has ${width} columns; ${MAX_COLUMNS} are the most. Remove those that aren't needed.`,
      ),
    );
  }
  const all = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '') && !isRuler(cells));
  const hasHeader = given?.header !== false;
  const headerAt = hasHeader ? findHeader(all.slice(0, 50).map(({ cells }) => cells)) : 0;
  const filled = all.slice(headerAt);
  const used = new Set(filled);
  const unused = rows.filter((row) => !used.has(row));
  const header = readHeader(filled[0]?.cells ?? []);
  const guessed = header?.layout ?? guessLayout(filled.slice(0, 50).map(({ cells }) => cells));
  const layout = given === null ? guessed : toLayout(given, width);
  const table: TableReading = {
    columns: describeColumns(filled, width, layout.hasHeader),
    mapping: toMapping(layout),
    isCertain: given !== null || header?.isCertain === true,
  };
  return ok({ post: parseTable({ lines, rows: filled, unused }, layout), table });
}

/** The line of dashes below the header of a table in Markdown. */
function isRuler(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length > 1 && filled.every((cell) => /^:?-{2,}:?$/.test(cell));
}

function describeColumns(
  rows: readonly TableRow[],
  width: number,
  hasHeader: boolean,
): TableReading['columns'] {
  const body = hasHeader ? rows.slice(1, 50) : rows.slice(0, 50);
  return Array.from({ length: width }, (_, at) => {
    const name = hasHeader ? (rows[0]?.cells[at]?.trim() ?? '') : '';
    const samples = body.map(({ cells }) => cells[at]?.trim() ?? '').filter((cell) => cell !== '');
    return {
      name: name === '' ? `Column ${at + 1}` : name.slice(0, 200),
      samples: samples.slice(0, MAX_SAMPLES).map((sample) => sample.slice(0, 200)),
    };
  });
}
