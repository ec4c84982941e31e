import 'server-only';
import type { BankExport, WrittenBank } from './bank-export';
import type { ExportFormat } from './write-bank';

/** A bank without its items, which follow in pieces. */
export interface WritingTask {
  readonly bank: Omit<BankExport, 'items'>;
  readonly formats: readonly ExportFormat[];
  /** False leaves the bytes out: somebody asks only what would be lost. */
  readonly withBytes: boolean;
}

export type WritingPiece = BankExport['items'];

/** One per format, in their order. */
export interface WritingPart {
  readonly format: ExportFormat;
  readonly written: WrittenBank;
}
