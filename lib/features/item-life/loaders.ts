import 'server-only';
import { notFound } from 'next/navigation';
import { can } from '@/lib/domain/access/policy';
import type { StepBy } from '@/lib/domain/item/item-life';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ItemRecord } from './contract';
import { findItemRecord } from './data';

/** What happened to an item and what is said about it; `actor` is what this person may do with it. */
export async function loadItemRecord(
  itemId: string,
): Promise<{ readonly record: ItemRecord; readonly actor: StepBy }> {
  const { scope } = await requireVisitor('bank:read');
  if (!isId(itemId)) notFound();
  return {
    record: await findItemRecord(scope, itemId),
    actor: can(scope.actor, 'item:manage') ? 'manager' : 'author',
  };
}
