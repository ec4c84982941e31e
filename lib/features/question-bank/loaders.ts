import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { can } from '@/lib/domain/access/policy';
import { ITEM_STATES } from '@/lib/domain/item/item-life';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { BankList, BankOverview, ItemDetail, ItemFilter, ItemPage } from './contract';
import { findBank, findItem, listBanks, listItems } from './data';

interface Reader {
  readonly timeZone: string;
  /** Whether this person may also change what they see. */
  readonly canManage: boolean;
}

export const loadBanks = cache(async (): Promise<BankList & Reader> => {
  const { scope, membership } = await requireVisitor('bank:read');
  const canManage = can(scope.actor, 'bank:manage');
  return { ...(await listBanks(scope)), timeZone: membership.timeZone, canManage };
});

export interface BankQuery {
  readonly topic?: string;
  readonly state?: string;
  readonly q?: string;
  readonly page?: string;
}

/** A bank with the page of its items that the URL asks for. */
export async function loadBank(
  bankId: string,
  query: BankQuery,
): Promise<Reader & { readonly bank: BankOverview; readonly items: ItemPage; readonly filter: ItemFilter }> {
  const { scope, membership } = await requireVisitor('bank:read');
  if (!isId(bankId)) notFound();
  const filter = readFilter(query);
  const [bank, items] = await Promise.all([findBank(scope, bankId), listItems(scope, bankId, filter)]);
  if (bank === null) notFound();
  return {
    bank,
    items,
    filter,
    timeZone: membership.timeZone,
    canManage: can(scope.actor, 'bank:manage'),
  };
}

/** An item with its history; asked once per request, however many parts of the page want it. */
export const loadItem = cache(async (itemId: string): Promise<Reader & { readonly item: ItemDetail }> => {
  const { scope, membership } = await requireVisitor('bank:read');
  if (!isId(itemId)) notFound();
  const item = await findItem(scope, itemId);
  if (item === null) notFound();
  return { item, timeZone: membership.timeZone, canManage: can(scope.actor, 'bank:manage') };
});

/** A filter that makes no sense is left out, so that an old link still opens. */
function readFilter({ topic, state, q, page }: BankQuery): ItemFilter {
  return {
    topic: topic === 'none' || isId(topic) ? topic : null,
    state: ITEM_STATES.find((known) => known === state) ?? null,
    text: (typeof q === 'string' && q.replaceAll('\0', '').trim().slice(0, 100)) || null,
    page: page !== undefined && /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  };
}
