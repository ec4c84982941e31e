import 'server-only';

/**
 * What a spreadsheet would take for the start of a formula, also behind spaces, which some of them skip, and in full width, which
 * those set to an East Asian language take for the same.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

/**
 * One cell. Text that a spreadsheet would run gets an apostrophe before it: a person may be called `=HYPERLINK(...)` by whoever
 * entered the name, and the file is opened by somebody with more rights. Numbers are numbers and stay as they are.
 */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** RFC 4180 with a byte order mark, without which a common spreadsheet reads UTF-8 as something else. */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  separator = ',',
): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(cell).join(separator)}\r\n`).join('')}`;
}

/** A file to keep, which no cache does. `name` is made of letters, digits and hyphens. */
export const csvResponse = (name: string, csv: string): Response =>
  new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name.replaceAll(/[^a-z0-9-]+/gi, '-')}.csv"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
