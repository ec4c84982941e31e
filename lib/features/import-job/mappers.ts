import 'server-only';
import type { SettledRow } from '@/lib/domain/scenario-import/settle-plan';
import type { DraftOptions, JobView } from '../import-draft/contract';

export interface JobRecord {
  readonly id: string;
  readonly draft_id: string;
  readonly state: JobView['state'];
  readonly total: number;
  readonly done: number;
  readonly cancel_requested: boolean;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly failure: string | null;
  readonly import_id: string | null;
  readonly bank_id: string | null;
  /** Since the start; null before. */
  readonly seconds: number | null;
}

/** Before that, a rate says more about the first statement than about the rest. */
const STEADY_AFTER_SECONDS = 3;

export function toJobView(row: JobRecord): JobView {
  const { total, done, state } = row;
  const isSteady = state === 'running' && done > 0 && (row.seconds ?? 0) >= STEADY_AFTER_SECONDS;
  const rate = isSteady ? done / (row.seconds ?? 1) : null;
  return {
    id: row.id,
    draftId: row.draft_id,
    state,
    total,
    done,
    rate,
    secondsLeft: rate === null ? null : Math.ceil((total - done) / rate),
    isCancelling: state === 'running' && row.cancel_requested,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    failure: row.failure,
    importId: row.import_id,
    bankId: row.bank_id,
  };
}

/** Topics to open for the rows that are made, and which of them each gets. `nameOf` gives the name for a row. */
export function assignTopics(
  created: readonly SettledRow[],
  { domainOfTopic }: DraftOptions,
  nameOf: (row: SettledRow) => string | null,
) {
  const names = [...new Set(created.flatMap((row) => nameOf(row) ?? []))];
  const places = new Map(names.map((name, at) => [name, at]));
  const domainOf = (name: string): string | null =>
    Object.hasOwn(domainOfTopic, name) ? (domainOfTopic[name] ?? null) : null;
  return {
    targets: names.map((name) => ({
      kind: 'named' as const,
      name,
      blueprintDomainId: domainOf(name),
    })),
    of: (row: SettledRow): number | null => places.get(nameOf(row) ?? '') ?? null,
  };
}
