import 'server-only';
import { notFound } from 'next/navigation';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { refreshCues } from './commands';
import type { BalanceView, BankCueView, ItemCueView } from './contract';
import { findBankCues, findBankName, findItemCues, previewBalance } from './data';

/**
 * What a bank gives away. Wordings that nobody looked at yet are looked at now: the first visit after a change pays for it, every
 * later one adds up what is stored (one round trip).
 */
export async function loadBankCues(bankId: string): Promise<BankCueView> {
  const { scope } = await requireVisitor('bank:read');
  if (!isId(bankId)) notFound();
  const view = await findBankCues(scope, bankId);
  if (view.missing === 0) return view;
  await refreshCues(scope, bankId);
  return findBankCues(scope, bankId);
}

export async function loadItemCues(itemId: string): Promise<readonly ItemCueView[]> {
  const { scope } = await requireVisitor('bank:read');
  return isId(itemId) ? ((await findItemCues(scope, itemId)) ?? []) : [];
}

/** What balancing would do; for whoever may do it. */
export async function loadBalance(
  bankId: string,
): Promise<{ readonly bankName: string; readonly plan: BalanceView }> {
  const { scope } = await requireVisitor('bank:manage');
  if (!isId(bankId)) notFound();
  const [bankName, plan] = await Promise.all([findBankName(scope, bankId), previewBalance(scope, bankId)]);
  if (bankName === null) notFound();
  return { bankName, plan };
}
