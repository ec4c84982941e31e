import 'server-only';
import { notFound } from 'next/navigation';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { type BankThen, HISTORY_KINDS, type HistoryKind, type HistoryPage } from './contract';
import { findBankThen, listBankHistory } from './data';

export interface HistoryQuery {
  readonly kind?: string;
  readonly page?: string;
  /** A moment: the bank as it was then. */
  readonly at?: string;
}

interface HistoryView {
  readonly history: HistoryPage;
  readonly kind: HistoryKind | null;
  readonly then: BankThen | null;
  readonly timeZone: string;
}

/** Who did what to a bank; with a moment also what it held then. What makes no sense is left out, so that an old link still opens. */
export async function loadBankHistory(bankId: string, raw: HistoryQuery): Promise<HistoryView> {
  const { scope, membership } = await requireVisitor('audit:read');
  if (!isId(bankId)) notFound();
  const kind = HISTORY_KINDS.find((known) => known === raw.kind) ?? null;
  const page = raw.page !== undefined && /^[1-9]\d{0,4}$/.test(raw.page) ? Number(raw.page) : 1;
  const at = readMoment(raw.at);
  const [history, then] = await Promise.all([
    listBankHistory(scope, bankId, { kind, page }),
    at === null ? null : findBankThen(scope, bankId, at),
  ]);
  if (history === null) notFound();
  return { history, kind, then, timeZone: membership.timeZone };
}

function readMoment(text: string | undefined): string | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text)) return null;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
