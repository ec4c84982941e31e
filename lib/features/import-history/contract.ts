import * as z from 'zod';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import type { ImportCounts } from '../scenario-import/contract';

export const undoImportInput = z.object({ importId: z.guid('Choose an import.') });

export const retireImportedInput = z.object({
  importId: z.guid('Choose an import.'),
  note: z
    .string()
    .trim()
    .min(1, 'Say why, so that the next reader knows.')
    .max(1000, 'Keep the reason under 1,000 characters.'),
});
export type RetireImported = z.infer<typeof retireImportedInput>;

export interface ImportRow {
  readonly id: string;
  readonly sourceName: string;
  /** Null when an undo took the bank back, too. */
  readonly bankId: string | null;
  readonly bankName: string;
  readonly importedBy: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly undoneAt: string | null;
  readonly counts: ImportCounts;
  /** Of the source, in hexadecimal. */
  readonly sha256: string;
}

/** The name of the list of an import's questions in its address. */
export const QUESTIONS = 'questions';

/** An item that an import made or changed. */
export interface ImportedItem {
  readonly itemId: string;
  readonly title: string;
  readonly sourceNumber: string;
  readonly version: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What an undo does: counted before by the dialog, and afterwards by the act. */
export interface UndoPlan {
  /** Questions that the import made. */
  readonly itemsRemoved: number;
  /** Questions that get the version before. */
  readonly itemsRestored: number;
  /** Questions that it retired and that come back. */
  readonly itemsUnretired: number;
  readonly topicsRemoved: number;
  readonly bankRemoved: boolean;
}

export interface ImportDetail extends ImportRow {
  readonly format: string;
  readonly licenceNote: string;
  readonly messages: readonly Omit<ImportMessage, 'item'>[];
  /** A part of the versions that it wrote, and how many a search finds. */
  readonly items: Page<ImportedItem>;
  readonly itemQuery: ListQuery;
  /** Why it can't be undone, in words; null when it can. */
  readonly undoObstacle: string | null;
  /** Null once it is undone. */
  readonly undoPlan: UndoPlan | null;
  /** Questions of it that are live: those that retiring takes out of use. */
  readonly retirableCount: number;
  readonly source: SourceWindow;
}

/** A stretch of the source; sources can be long. */
export interface SourceWindow {
  /** Number of the first line shown, from 1. */
  readonly from: number;
  readonly lines: readonly string[];
  readonly total: number;
}

/** What was left out, in the format of the source. */
export interface RejectedSource {
  readonly fileName: string;
  readonly text: string;
}
