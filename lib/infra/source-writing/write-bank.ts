import 'server-only';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import type { BankExport, WrittenBank } from './bank-export';
import { writeMoodleXml } from './moodle-xml';
import { writeQti } from './qti';
import { writeAiken } from './write-aiken';
import { writeGift } from './write-gift';
import { writePost } from './write-post';
import { writeCsv, writeUdemy, writeXlsx } from './write-table';

/** What a bank can be written as. */
export const EXPORT_FORMATS = [
  'scenario-post',
  'gift',
  'aiken',
  'moodle-xml',
  'qti-3',
  'qti-2',
  'udemy-csv',
  'csv',
  'xlsx',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The format that reads each back. */
export const READ_BACK_AS: Readonly<Record<ExportFormat, SourceFormat>> = {
  'scenario-post': 'scenario-post',
  gift: 'gift',
  aiken: 'aiken',
  'moodle-xml': 'moodle-xml',
  'qti-3': 'qti',
  'qti-2': 'qti',
  'udemy-csv': 'udemy-csv',
  csv: 'table',
  xlsx: 'table',
};

/** Writes a bank. What is read back equals it, up to the losses that are listed. */
export async function writeBank(format: ExportFormat, bank: BankExport): Promise<WrittenBank> {
  switch (format) {
    case 'scenario-post':
      return writePost(bank);
    case 'gift':
      return writeGift(bank);
    case 'aiken':
      return writeAiken(bank);
    case 'moodle-xml':
      return writeMoodleXml(bank);
    case 'qti-3':
      return writeQti(bank, '3.0');
    case 'qti-2':
      return writeQti(bank, '2.2');
    case 'udemy-csv':
      return writeUdemy(bank);
    case 'csv':
      return writeCsv(bank);
    case 'xlsx':
      return writeXlsx(bank);
  }
}
