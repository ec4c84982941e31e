import 'server-only';
import { pageOf } from '@/lib/domain/kernel/page';
import type { CommentView, EventView, ItemRecord, RecordQuery } from './contract';

/** Times inside JSON come as PostgreSQL writes them. */
export interface RecordRow {
  readonly events: readonly EventView[];
  readonly comments: readonly CommentView[];
  readonly openReports: number;
}

const isoTime = <T extends { readonly at: string }>(row: T): T => ({
  ...row,
  at: new Date(row.at).toISOString(),
});

const PER_PAGE = 20;

export function toItemRecord({ events, comments, openReports }: RecordRow, query: RecordQuery): ItemRecord {
  const said = pageOf(comments.map(isoTime), query.comments.page, PER_PAGE);
  return {
    events: pageOf(events.map(isoTime), query.steps.page, PER_PAGE),
    comments: { ...said, rows: said.rows.toReversed() },
    openReports,
  };
}
