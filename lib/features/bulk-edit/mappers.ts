import 'server-only';
import { findStep, type ItemState } from '@/lib/domain/item/item-life';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { EditItems } from './contract';

/** What an item has before an edit. */
export interface HeldRow {
  readonly id: string;
  readonly topicId: string | null;
  readonly state: ItemState;
  readonly right: string;
  readonly licenceNote: string | null;
  readonly rightSetById: string | null;
  readonly rightSetAt: Date | null;
}

/** What is kept of an item that changes. */
export interface EditRow {
  readonly id: string;
  readonly value: string | null;
  readonly by?: string | null;
  readonly at?: string | null;
}

/** Which items change, and what they had; refuses an edit that changes nothing. */
export function toEditPlan(
  input: EditItems,
  held: readonly HeldRow[],
): Result<{ readonly before: readonly EditRow[]; readonly after: string | null }, Failure> {
  const after = newValue(input);
  const before = held.flatMap((row): EditRow[] => {
    const value = valueBefore(input, row);
    if (value === after) return [];
    if (input.kind === 'state' && findStep(row.state, input.state) === null) return [];
    return input.kind === 'right'
      ? [{ id: row.id, value, by: row.rightSetById, at: row.rightSetAt?.toISOString() ?? null }]
      : [{ id: row.id, value }];
  });
  if (before.length === 0) {
    return err(
      failure('conflict', 'Nothing to change: the chosen questions have that already, or can’t take it.'),
    );
  }
  if (input.kind === 'state' && input.note === '') {
    const needsNote = before.some(({ value }) => findStep(value as ItemState, input.state)?.needsNote);
    const words = 'Say why, so that the next reader knows.';
    if (needsNote) return err(failure('invalid', words, { note: words }));
  }
  return ok({ before, after });
}

function newValue(input: EditItems): string | null {
  switch (input.kind) {
    case 'topic':
      return input.topicId;
    case 'state':
      return input.state;
    case 'right':
      return input.right;
    case 'licence':
      return input.licenceNote;
  }
}

function valueBefore({ kind }: EditItems, row: HeldRow): string | null {
  switch (kind) {
    case 'topic':
      return row.topicId;
    case 'state':
      return row.state;
    case 'right':
      return row.right;
    case 'licence':
      return row.licenceNote;
  }
}
