import 'server-only';
import type { CommentView, EventView, ItemRecord } from './contract';

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

export const toItemRecord = ({ events, comments, openReports }: RecordRow): ItemRecord => ({
  events: events.map(isoTime),
  comments: comments.map(isoTime),
  openReports,
});
