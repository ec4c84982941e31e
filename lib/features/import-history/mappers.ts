import 'server-only';
import type { ImportCounts } from '../scenario-import/contract';
import type { ImportRow } from './contract';

const NO_COUNTS: ImportCounts = {
  created: 0,
  changed: 0,
  same: 0,
  duplicate: 0,
  skipped: 0,
  retired: 0,
  stimuliCreated: 0,
  stimuliChanged: 0,
};

/** Stored counts; a count that an older import didn't keep is 0. */
export function toCounts(stored: unknown): ImportCounts {
  const given: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const entries = Object.keys(NO_COUNTS).map((name) => [name, Number(given[name] ?? 0)]);
  return { ...NO_COUNTS, ...Object.fromEntries(entries) };
}

export interface ImportRecord {
  readonly id: string;
  readonly sourceName: string;
  readonly createdAt: Date;
  readonly undoneAt: Date | null;
  readonly counts: unknown;
  readonly bankId: string | null;
  readonly bankName: string;
  readonly sourceSha256: string;
  readonly importedBy: string;
}

export const toImportRow = (row: ImportRecord): ImportRow => ({
  id: row.id,
  sourceName: row.sourceName,
  bankId: row.bankId,
  bankName: row.bankName,
  importedBy: row.importedBy,
  createdAt: row.createdAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  counts: toCounts(row.counts),
  sha256: row.sourceSha256,
});

/** "post-rejected.txt" from "post.txt": letters, digits and hyphens, because it stands in a header. */
export function rejectedName(sourceName: string): string {
  const ending = /\.([a-z]{1,8})$/i.exec(sourceName)?.[1] ?? 'txt';
  const kept = /^(?:docx|xlsx|zip)$/i.test(ending) ? 'txt' : ending;
  const stem = sourceName.replace(/\.[a-z]{1,8}$/i, '').replaceAll(/[^a-z0-9]+/gi, '-');
  return `${stem.replace(/^-+|-+$/g, '') || 'source'}-rejected.${kept.toLowerCase()}`;
}
