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
  const [acts, late] = await Promise.all([
    data.listActs(scope, assignmentId, readListQuery(search, ACTS).page),
    data.listLateSittings(scope, assignmentId, readListQuery(search, LATE).page),
  ]);
  return { acts, late };
}

export async function loadLateWaiting(): Promise<LateWaiting | null> {
  return data.findLateWaiting(await requireScope('assignment:manage'));
}
