import type { FormatGuess } from '../source-format';
import { findHeader, readHeader } from './table-layout';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How many rows are looked at. */
const SAMPLE_ROWS = 20;

/** Rows of cells apart by commas, semicolons, tabs or bars; null when the text isn't a table. */
export function guessTable(text: string): FormatGuess | null {
  const { delimiter, rows } = sampleRows(text);
  const widths = rows.map((row) => row.length);
  const width = Math.max(0, ...widths);
  if (width < 3) return null;
  const even = widths.filter((found) => found === widths[0]).length / widths.length;
  const header = readHeader(rows[findHeader(rows)] ?? []);
  if (header?.isUdemy)
    return { format: 'udemy-csv', confidence: 0.99, because: 'The header of a bulk upload for Udemy' };
  const name = NAMES[delimiter];
  if (header !== null) {
    const because = `A header that names ${header.isCertain ? 'question, options and answer' : 'parts of questions'}, apart by ${name}`;
    return { format: 'table', confidence: header.isCertain ? 0.95 : 0.8, because };
  }
  if (rows.length < 2 || even < 0.7 || delimiter === '|') return null;
  return {
    format: 'table',
    confidence: Math.round(45 * even) / 100,
    because: `${width} columns apart by ${name}`,
  };
}

const NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** The delimiter that gives the most rows of the same width. */
export function guessDelimiter(text: string): Delimiter {
  return sampleRows(text).delimiter;
}

interface Sample {
  readonly delimiter: Delimiter;
  readonly rows: readonly (readonly string[])[];
}

function sampleRows(text: string): Sample {
  const samples = DELIMITERS.map((delimiter) => ({ delimiter, rows: firstRows(text, delimiter) }));
  const score = ({ rows }: Sample): number => {
    const width = rows[0]?.length ?? 0;
    if (width < 2) return 0;
    const even = rows.filter((row) => row.length === width).length / rows.length;
    return even * Math.min(width, 12) + (readHeader(rows[findHeader(rows)] ?? []) === null ? 0 : 20);
  };
  return samples.reduce((best, sample) => (score(sample) > score(best) ? sample : best));
}

/** The first rows, quotes understood; only to see what the text is. */
function firstRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const sample = text.slice(text.startsWith('\ufeff') ? 1 : 0, 50_000);
  for (let at = 0; at < sample.length && rows.length <= SAMPLE_ROWS; at += 1) {
    const char = sample.charAt(at);
    if (char === '"' && (quoted || cell === '')) {
      if (quoted && sample.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (!quoted && (char === delimiter || char === '\n')) {
      rows.at(-1)?.push(cell.trim());
      cell = '';
      if (char === '\n') rows.push([]);
    } else cell += char;
  }
  if (cell !== '') rows.at(-1)?.push(cell.trim());
  return rows.filter((row) => row.some((found) => found !== '')).slice(0, SAMPLE_ROWS);
}
