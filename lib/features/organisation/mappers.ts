import 'server-only';
import type { CertificationGap, OverviewCounts, RecentImport, SettingsView } from './contract';

export interface CountsRecord {
  readonly counts: OverviewCounts;
  readonly bank_to_sort: { readonly id: string; readonly name: string } | null;
}

export interface ImportRecord {
  readonly id: string;
  readonly source_name: string;
  readonly bank_name: string;
  readonly imported_by: string;
  readonly created_at: Date;
  readonly undone: boolean;
  readonly item_count: number;
}

export const toRecentImport = (row: ImportRecord): RecentImport => ({
  id: row.id,
  sourceName: row.source_name,
  bankName: row.bank_name,
  importedByName: row.imported_by,
  importedAt: row.created_at.toISOString(),
  undone: row.undone,
  itemCount: row.item_count,
});

export interface GapRecord {
  readonly certification_id: string;
  readonly certification_name: string;
  readonly domain_name: string;
  readonly weight_percent: number;
  /** Certifications with gaps, all of them. */
  readonly total: number;
}

/** Rows arrive by certification, heaviest domain first. */
export function toGaps(rows: readonly GapRecord[]): CertificationGap[] {
  const ids = [...new Set(rows.map((row) => row.certification_id))];
  return ids.map((certificationId) => {
    const own = rows.filter((row) => row.certification_id === certificationId);
    return {
      certificationId,
      certificationName: own[0]?.certification_name ?? '',
      domains: own.map((row) => ({ name: row.domain_name, weightPercent: row.weight_percent })),
    };
  });
}

interface SettingsRecord {
  readonly name: string;
  readonly timeZone: string;
  readonly defaultCutPercent: { toNumber(): number };
  readonly defaultFeedbackPolicy: SettingsView['feedbackPolicy'];
  readonly defaultReleaseRule: SettingsView['releaseRule'];
  readonly defaultShuffleItems: boolean;
  readonly defaultShuffleOptions: boolean;
}

export const toSettings = (row: SettingsRecord): SettingsView => ({
  name: row.name,
  timeZone: row.timeZone,
  cutPercent: row.defaultCutPercent.toNumber(),
  feedbackPolicy: row.defaultFeedbackPolicy,
  releaseRule: row.defaultReleaseRule,
  shuffleItems: row.defaultShuffleItems,
  shuffleOptions: row.defaultShuffleOptions,
});
