import * as z from 'zod';
import { ITEM_STATES, type ItemState } from '@/lib/domain/item/item-life';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';

const state = z.enum(ITEM_STATES, 'Choose a state from the list.');

export const moveItemInput = z.object({
  itemId: z.guid(),
  /** The state that the person saw. */
  from: state,
  to: state,
  note: z.string().trim().max(1000, 'Keep the reason under 1,000 characters.').default(''),
});
export type MoveItem = z.infer<typeof moveItemInput>;

export const commentInput = z.object({
  itemId: z.guid(),
  /** The version that the person had before them. */
  versionId: z.guid(),
  body: z
    .string()
    .trim()
    .min(1, 'Write the comment first.')
    .max(4000, 'Keep the comment under 4,000 characters.'),
});
export type Comment = z.infer<typeof commentInput>;

export interface EventView {
  readonly id: string;
  readonly from: ItemState | null;
  readonly to: ItemState;
  readonly note: string;
  /** Null for the installation itself. */
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
}

export interface CommentView {
  readonly id: string;
  readonly body: string;
  readonly by: string | null;
  readonly at: string;
  /** The number of the version that was commented on. */
  readonly version: number;
}

/** The lists of an item's page by their names in its address. */
export const RECORD_LISTS = ['versions', 'steps', 'comments'] as const;
export type RecordQuery = Readonly<Record<(typeof RECORD_LISTS)[number], ListQuery>>;

/** What happened to an item and what is said about it. */
export interface ItemRecord {
  /** Newest first. */
  readonly events: Page<EventView>;
  /** The newest on the first page, and a page as a conversation is read: oldest first. */
  readonly comments: Page<CommentView>;
  /** Reports by learners that this reader may see and nobody has answered. */
  readonly openReports: number;
}
