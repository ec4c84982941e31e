import 'server-only';
import { toContent, toRichText } from '@/lib/infra/stored-item';
import type { OwnReport, ReportDetail, ReportRow } from './contract';

/** A version as JSON of PostgreSQL. */
export interface VersionJson {
  readonly version: number;
  readonly title: string;
  readonly stem: unknown;
  readonly options: readonly { readonly id: string; readonly body: unknown }[];
  readonly shuffleLocked: boolean;
  readonly optionIds: readonly string[];
  readonly rationales: Readonly<Record<string, unknown>>;
  readonly stimulus: unknown;
}

function toVersion(json: VersionJson): ReportDetail['reported'] {
  const content = toContent('a reported version', {
    ...json,
    shuffle_locked: json.shuffleLocked,
    option_ids: json.optionIds,
  });
  return {
    version: json.version,
    content,
    stimulus: json.stimulus === null ? null : toRichText(json.stimulus, 'a background'),
  };
}

type WithDates<T extends { readonly createdAt: string }> = Omit<T, 'createdAt' | 'resolvedAt'> & {
  readonly createdAt: Date;
};

export type OwnRow = WithDates<OwnReport> & { readonly resolvedAt: Date | null };

/** What staff answered may give the key away, so it stays shut with it. */
export const toOwnReport = ({ createdAt, resolvedAt, shut, ...row }: OwnRow): OwnReport => ({
  ...row,
  answer: shut ? '' : row.answer,
  shut: shut && { ...shut, until: new Date(shut.until).toISOString() },
  createdAt: createdAt.toISOString(),
  resolvedAt: resolvedAt?.toISOString() ?? null,
});

export type ListedRow = WithDates<ReportRow> & {
  readonly total: number;
};

export const toReportRow = ({ createdAt, total: _, ...row }: ListedRow): ReportRow => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

export type DetailRow = Omit<WithDates<ReportDetail>, 'reported' | 'current'> & {
  readonly resolvedAt: Date | null;
  readonly reported: VersionJson | null;
  readonly current: VersionJson | null;
};

/** The reported version is shown in the order in which the learner had its options. */
export function toReportDetail({
  createdAt,
  resolvedAt,
  reported,
  current,
  ...row
}: DetailRow & { readonly reported: VersionJson; readonly current: VersionJson }): ReportDetail {
  const version = toVersion(reported);
  const { options } = version.content;
  const ordered = row.optionOrder.flatMap((id) => options.find((option) => option.id === id) ?? []);
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    reported: { ...version, content: { ...version.content, options: ordered } },
    current: toVersion(current),
  };
}
