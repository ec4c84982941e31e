import { parseAiken } from '@/lib/domain/scenario-import/formats/aiken';
import { parseGift } from '@/lib/domain/scenario-import/formats/gift';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import { markupToDialect } from '@/lib/domain/text/markup-text';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import { readTable } from '@/lib/infra/source-reading/read-table';

const GOOD_GIFT =
  '::T:: Which table keeps history? {\n  =Delta # It has a log.\n  ~Parquet # Only files.\n}\n\n';
const GOOD_AIKEN = 'Which table keeps history?\nA. Delta\nB. Parquet\nANSWER: A\n\n';
const GOOD_ROW = 'Which table keeps history?,Delta,Parquet,A\n';

export type Reader = (text: string) => unknown;
const table: Reader = (text) => readTable(`Question,Option 1,Option 2,Key\n${text}`, null);
const dialect: Reader = (text) => formatRichText(parseRichText(text));
const html: Reader = (text) => markupToDialect(text, 'html');

/** What is repeated: honest sources, and what makes careless readers take time by the square. */
export const READER_SOURCES: readonly (readonly [string, Reader, string])[] = [
  ['honest GIFT', parseGift, GOOD_GIFT],
  ['GIFT of open braces', parseGift, 'Which? {\n\n'],
  ['GIFT of nested braces', parseGift, '{'],
  ['GIFT of answers in one question', parseGift, '=a ~b #c '],
  ['GIFT of backslashes', parseGift, '\\'],
  ['GIFT of titles', parseGift, '::a'],
  ['GIFT of comments', parseGift, '// [id:a] [tag:b]\n'],
  ['honest Aiken', parseAiken, GOOD_AIKEN],
  ['Aiken of options', parseAiken, 'A. x\n'],
  ['Aiken of answers', parseAiken, 'ANSWER: A\n'],
  ['Aiken of one line', parseAiken, 'A. x '],
  ['an honest table', table, GOOD_ROW],
  ['a table of open quotes', table, '"a,b\n'],
  ['a table of one cell', table, 'a '],
  ['a table of commas in a few rows', table, `${','.repeat(50)}\n`],
  ['a table of short rows', table, 'a,b,c\n'],
  ['a table without a header', (text) => readTable(text, null), 'a,b,c\n'],
  ['the dialect with stars', dialect, '**a *b '],
  ['the dialect with brackets', dialect, '![a](media:'],
  ['the dialect with back quotes', dialect, '`` ` '],
  ['the dialect with pipes', dialect, '| a | b |\n| - | - |\n'],
  ['the dialect with lists', dialect, '- a\n  - b\n'],
  ['the dialect with explicit marks', dialect, '\\u{*}a\\u{**}'],
  ['HTML of open tags', html, '<b><i><p '],
  ['HTML of scripts without an end', html, '<script>a'],
  ['HTML of lists', html, '<ul><li>a'],
  ['HTML of comments', html, '<!-- a'],
];
