import 'server-only';
import type { Target, TargetEnd, TargetSource, TargetsView } from './contract';

/** A certification with the target of one person for it, if there ever was one. */
export interface CertificationRow {
  readonly id: string;
  readonly name: string;
  readonly source: TargetSource | null;
  readonly cohort_id: string | null;
  readonly cohort_name: string | null;
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
  readonly closed_reason: TargetEnd | null;
}

export function toTargetsView(rows: readonly CertificationRow[]): TargetsView {
  return {
    targets: rows.flatMap((row) => toTarget(row) ?? []),
    others: rows
      .filter(({ source, closed_at }) => source === null || closed_at !== null)
      .map(({ id, name }) => ({ id, name })),
  };
}

function toTarget(row: CertificationRow): Target | null {
  const { source, opened_at, closed_at, closed_reason, cohort_id, cohort_name } = row;
  if (source === null || opened_at === null) return null;
  return {
    certificationId: row.id,
    certificationName: row.name,
    source,
    cohort: cohort_id === null || cohort_name === null ? null : { id: cohort_id, name: cohort_name },
    openedAt: opened_at.toISOString(),
    closed:
      closed_at === null || closed_reason === null
        ? null
        : { at: closed_at.toISOString(), reason: closed_reason },
  };
}
