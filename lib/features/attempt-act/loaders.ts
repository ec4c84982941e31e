import 'server-only';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { ACTS, LATE, type LateWaiting, type RoomView } from './contract';
import * as data from './data';

/** What staff did to sittings of an assignment, and whose late answers wait. Two round trips, side by side. */
export async function loadRoom(
  assignmentId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<RoomView> {
  const scope = await requireScope('assignment:manage');
  const [actsQuery, lateQuery] = [readListQuery(search, ACTS), readListQuery(search, LATE)];
  const [acts, late] = await Promise.all([
    data.listActs(scope, assignmentId, actsQuery),
    data.listLateSittings(scope, assignmentId, lateQuery),
  ]);
  return { acts, actsQuery, late, lateQuery };
}

export async function loadLateWaiting(): Promise<LateWaiting | null> {
  return data.findLateWaiting(await requireScope('assignment:manage'));
}
