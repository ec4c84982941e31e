import 'server-only';
import { notFound } from 'next/navigation';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ShutKeys } from '../shut-keys/contract';
import { findShutKeys } from '../shut-keys/data';
import {
  type OwnReport,
  REPORT_KINDS,
  REPORT_STATES,
  type ReportDetail,
  type ReportFilter,
  type ReportPage,
} from './contract';
import { findReport, listOwnReports, listReports } from './data';

export interface ReportQuery {
  readonly state?: string;
  readonly kind?: string;
  readonly item?: string;
  readonly page?: string;
}

/** The queue as the URL asks for it; without a filter the open ones. */
export async function loadReports(
  query: ReportQuery,
): Promise<{ readonly reports: ReportPage; readonly filter: ReportFilter; readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('report:handle');
  const filter = readFilter(query);
  return { reports: await listReports(scope, filter), filter, timeZone: membership.timeZone };
}

export async function loadReport(
  reportId: string,
): Promise<{ readonly report: ReportDetail | ShutKeys; readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('report:handle');
  if (!isId(reportId)) notFound();
  const report =
    (await findReport(scope, reportId)) ?? (await findShutKeys(scope, { kind: 'report', id: reportId }));
  if (report === null) notFound();
  return { report, timeZone: membership.timeZone };
}

/** What this person reported as a learner. */
export async function loadOwnReports(): Promise<{
  readonly reports: readonly OwnReport[];
  readonly timeZone: string;
}> {
  const { scope, membership } = await requireVisitor('exam:take');
  return { reports: await listOwnReports(scope), timeZone: membership.timeZone };
}

/** A filter that makes no sense is left out, so that an old link still opens. */
function readFilter({ state, kind, item, page }: ReportQuery): ReportFilter {
  const known = REPORT_STATES.find((each) => each === state);
  return {
    state: state === 'all' ? null : state === 'closed' ? 'closed' : (known ?? 'open'),
    kind: REPORT_KINDS.find((each) => each === kind) ?? null,
    itemId: isId(item) ? item : null,
    page: page !== undefined && /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  };
}
