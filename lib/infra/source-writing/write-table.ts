import 'server-only';
import { stringify } from 'csv-stringify/sync';
import writeWorkbook from 'write-excel-file/node';
import { guardCell } from '@/lib/domain/scenario-import/formats/cell-guard';
import { markAsDialect } from '@/lib/domain/text/markup-text';
import type { BankExport, WrittenBank } from './bank-export';
import {
  commonLosses,
  fileStem,
  type Loss,
  stemWithBackground,
  toWrittenItem,
  type WrittenItem,
} from './written-item';

interface Sheet {
  readonly rows: readonly (readonly string[])[];
  readonly losses: readonly Loss[];
}

/** Writes comma-separated rows: id, title, background, question, options with explanations, key, overall explanation, topic, licence. */
export function writeCsv(bank: BankExport): WrittenBank {
  return csvFile(bank, plainSheet(bank), '.csv');
}

/** Writes the same columns as a workbook, every cell a text. */
export async function writeXlsx(bank: BankExport): Promise<WrittenBank> {
  const { rows, losses } = plainSheet(bank);
  const long = rows.flatMap((row, at) => (row.some((cell) => cell.length > MAX_CELL) ? [at - 1] : []));
  const cells = rows.map((row) => row.map((cell) => ({ value: cell.slice(0, MAX_CELL), type: String })));
  const bytes = new Uint8Array(await writeWorkbook(cells).toBuffer());
  return {
    fileName: `${fileStem(bank.name)}.xlsx`,
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes,
    losses: [
      ...losses,
      ...long.map((item) => ({
        item,
        what: `A text is cut off after ${MAX_CELL} characters, the most that a cell holds.`,
      })),
    ],
  };
}

/** The most that spreadsheets keep in a cell. */
const MAX_CELL = 32_767;

/** Writes the bulk upload of Udemy. */
export function writeUdemy(bank: BankExport): WrittenBank {
  const losses: Loss[] = [];
  const rows = bank.items.flatMap((exported, index): readonly (readonly string[])[] => {
    const item = toWrittenItem(bank, exported);
    const tooMany = item.options.length > UDEMY_OPTIONS;
    if (tooMany)
      losses.push({
        item: index,
        what: `It has ${item.options.length} options, and ${UDEMY_OPTIONS} are the most. It is left out.`,
      });
    else for (const what of udemyLosses(item)) losses.push({ item: index, what });
    return tooMany ? [] : [udemyRow(item)];
  });
  return csvFile(bank, { rows: [UDEMY_HEADER, ...rows], losses }, '-udemy.csv');
}

const UDEMY_OPTIONS = 6;
const SLOTS = [1, 2, 3, 4, 5, 6];
const UDEMY_HEADER = [
  'Question',
  'Question Type',
  ...SLOTS.flatMap((slot) => [`Answer Option ${slot}`, `Explanation ${slot}`]),
  ...['Correct Answers', 'Overall Explanation', 'Domain'],
];

function udemyRow(item: WrittenItem): readonly string[] {
  const key = item.options.flatMap(({ correct }, at) => (correct ? [at + 1] : []));
  return [
    text(stemWithBackground(item)),
    key.length > 1 ? 'multi-select' : 'multiple-choice',
    ...SLOTS.flatMap((slot) => [text(item.options[slot - 1]?.text), text(item.options[slot - 1]?.rationale)]),
    key.join(','),
    text(item.overallRationale),
    item.topic ?? '',
  ];
}

/** A cell that is marked up. */
function text(dialect: string | null | undefined): string {
  return markAsDialect(dialect ?? '');
}

function udemyLosses(item: WrittenItem): readonly string[] {
  return [
    ...commonLosses(item),
    ...(item.title === null ? [] : ['The title is not kept.']),
    'The id is not kept.',
  ];
}

function plainSheet(bank: BankExport): Sheet {
  const items = bank.items.map((exported) => toWrittenItem(bank, exported));
  const slots = Array.from(
    { length: Math.max(2, ...items.map(({ options }) => options.length)) },
    (_, at) => at,
  );
  const header = [
    ...['ID', 'Title', 'Scenario', 'Question'],
    ...slots.flatMap((at) => [`Option ${at + 1}`, `Explanation ${at + 1}`]),
    ...['Correct letters', 'Overall explanation', 'Topic', 'Licence'],
  ];
  const rows = items.map((item) => [
    ...[item.sourceId, item.title ?? '', text(item.stimulus), text(item.stem)],
    ...slots.flatMap((at) => [text(item.options[at]?.text), text(item.options[at]?.rationale)]),
    item.options.flatMap(({ correct, letter }) => (correct ? [letter] : [])).join(', '),
    ...[text(item.overallRationale), item.topic ?? '', item.licenceNote],
  ]);
  const losses = items.flatMap((item, index) =>
    commonLosses({ ...item, stimulus: null }).map((what) => ({ item: index, what })),
  );
  return { rows: [header, ...rows], losses };
}

/** With a byte order mark, without which a common spreadsheet reads UTF-8 as something else, and nothing that it would run. */
function csvFile(bank: BankExport, { rows, losses }: Sheet, ending: string): WrittenBank {
  const csv = stringify(
    rows.map((row) => row.map(guardCell)),
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );
  return {
    fileName: `${fileStem(bank.name)}${ending}`,
    mime: 'text/csv; charset=utf-8',
    bytes: new TextEncoder().encode(`\ufeff${csv}`),
    losses,
  };
}
