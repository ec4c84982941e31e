import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { can } from '@/lib/domain/access/policy';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { type ItemPage, type ItemQuery, type RawItemQuery, readItemQuery } from '../item-search/contract';
import { listItems } from '../item-search/data';
import type { ShutKeys } from '../shut-keys/contract';
import { findShutKeys } from '../shut-keys/data';
import type { BankList, BankOverview, ItemDetail } from './contract';
import { findBank, findItem, listBanks } from './data';

interface Reader {
  readonly timeZone: string;
  /** Whether this person may also change what they see. */
  readonly canManage: boolean;
}

export async function loadBanks(search: Readonly<Record<string, unknown>>): Promise<BankList & Reader> {
  const { scope, membership } = await requireVisitor('bank:read');
  const canManage = can(scope.actor, 'bank:manage');
  const list = await listBanks(scope, readListQuery(search));
  return { ...list, timeZone: membership.timeZone, canManage };
}

export interface BankPageQuery extends RawItemQuery {
  /** A bulk edit that was just done. */
  readonly done?: string;
}

/** A bank with the page of its items that the URL asks for: two round trips. */
export async function loadBank(
  bankId: string,
  raw: BankPageQuery,
): Promise<
  Reader & {
    readonly bank: BankOverview;
    readonly items: ItemPage;
    readonly query: ItemQuery;
  }
> {
  const { scope, membership } = await requireVisitor('bank:read');
  if (!isId(bankId)) notFound();
  const query = readItemQuery(raw);
  const editId = isId(raw.done) ? raw.done : null;
  const [bank, items] = await Promise.all([findBank(scope, bankId, editId), listItems(scope, bankId, query)]);
  if (bank === null) notFound();
  return {
    bank,
    items,
    query,
    timeZone: membership.timeZone,
    canManage: can(scope.actor, 'bank:manage'),
  };
}

/** An item with its history, or the exam for which its key is shut; asked once per request, however many parts of the page want it. */
export const loadItem = cache(
  async (itemId: string): Promise<Reader & { readonly item: ItemDetail | ShutKeys }> => {
    const { scope, membership } = await requireVisitor('bank:read');
    if (!isId(itemId)) notFound();
    const item = (await findItem(scope, itemId)) ?? (await findShutKeys(scope, { kind: 'item', id: itemId }));
    if (item === null) notFound();
    return { item, timeZone: membership.timeZone, canManage: can(scope.actor, 'bank:manage') };
  },
);
