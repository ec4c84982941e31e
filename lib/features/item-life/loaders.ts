import 'server-only';
import { notFound } from 'next/navigation';
import { can } from '@/lib/domain/access/policy';
import type { StepBy } from '@/lib/domain/item/item-life';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ItemRecord, RecordQuery } from './contract';
import { findItemRecord } from './data';

/** What happened to an item and what is said about it; `actor` is what this person may do with it. */
export async function loadItemRecord(
  itemId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<{ readonly record: ItemRecord; readonly query: RecordQuery; readonly actor: StepBy }> {
  const { scope } = await requireVisitor('bank:read');
  if (!isId(itemId)) notFound();
  const query = {
    versions: readListQuery(search, 'versions'),
    steps: readListQuery(search, 'steps'),
    comments: readListQuery(search, 'comments'),
  };
  return {
    record: await findItemRecord(scope, itemId, query),
    query,
    actor: can(scope.actor, 'item:manage') ? 'manager' : 'author',
  };
}
