import 'server-only';
import { stringify } from 'csv-stringify/sync';
import readWorkbook from 'read-excel-file/node';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { guardCell } from '@/lib/domain/scenario-import/formats/cell-guard';
import { type ImportMessage, importMessage, listInWords } from '@/lib/domain/scenario-import/message';
import { type Archive, repackArchive } from './archive';

export interface SheetText {
  /** The first sheet that holds anything, as comma-separated rows: what the admin sees and edits. */
  readonly text: string;
  readonly messages: readonly ImportMessage[];
}

/** The table of a workbook as text. Formulas count as their last results; formats, pictures and comments aren't read. */
export async function readXlsx(archive: Archive): Promise<Result<SheetText, Failure>> {
  const packed = await repackArchive(archive);
  if (!packed.ok) return packed;
  try {
    const sheets = await readWorkbook(Buffer.from(packed.value));
    const [first, ...others] = sheets.filter(({ data }) => data.length > 0);
    if (first === undefined)
      return err(failure('invalid', 'The workbook is empty. Expected one question per row.'));
    const rows = first.data.map((row) => row.map((cell) => guardCell(toText(cell))));
    const names = others.map(({ sheet }) => `“${sheet.slice(0, 40)}”`);
    const message = `Only the sheet “${first.sheet.slice(0, 40)}” is read; ${listInWords(names)} ${names.length === 1 ? 'is' : 'are'} left out. Import ${names.length === 1 ? 'it' : 'them'} as files of their own.`;
    return ok({
      text: stringify(rows),
      messages: names.length === 0 ? [] : [importMessage('item/not-kept', { line: 1 }, message)],
    });
  } catch {
    return err(failure('invalid', 'The workbook can’t be read. Save it again as XLSX, or as CSV.'));
  }
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
