import 'server-only';
import { notFound } from 'next/navigation';
import { readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { type BankThen, HISTORY_KINDS, type HistoryPage, type HistoryQuery } from './contract';
import { findBankThen, listBankHistory } from './data';

interface HistoryView {
  readonly history: HistoryPage;
  readonly query: HistoryQuery;
  readonly then: BankThen | null;
  readonly timeZone: string;
}

/**
 * Who did what to a bank; with a moment, `at`, also what it held then. What makes no sense is left out, so that an old link still opens.
 */
export async function loadBankHistory(
  bankId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<HistoryView> {
  const { scope, membership } = await requireVisitor('audit:read');
  if (!isId(bankId)) notFound();
  const kind = HISTORY_KINDS.find((known) => known === search.kind) ?? null;
  const query = { ...readListQuery(search), kind };
  const at = readMoment(search.at);
  const [history, then] = await Promise.all([
    listBankHistory(scope, bankId, query),
    at === null ? null : findBankThen(scope, bankId, at),
  ]);
  if (history === null) notFound();
  return { history, query, then, timeZone: membership.timeZone };
}

function readMoment(text: unknown): string | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text)) return null;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
