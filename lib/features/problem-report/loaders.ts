import 'server-only';
import { notFound } from 'next/navigation';
import { type ListQuery, readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ShutKeys } from '../shut-keys/contract';
import { findShutKeys } from '../shut-keys/data';
import {
  type OwnReports,
  REPORT_KINDS,
  REPORT_STATES,
  type ReportDetail,
  type ReportFilter,
  type ReportPage,
} from './contract';
import { findReport, listOwnReports, listReports } from './data';

type Search = Readonly<Record<string, unknown>>;

/** The queue as the URL asks for it; without a filter the open ones. */
export async function loadReports(
  search: Search,
): Promise<{ readonly reports: ReportPage; readonly filter: ReportFilter; readonly timeZone: string }> {
  const { scope, membership } = await requireVisitor('report:handle');
  const filter = readFilter(search);
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

/** What this person reported as a learner, as the address asks for it. */
export async function loadOwnReports(search: Search): Promise<{
  readonly query: ListQuery;
  readonly reports: OwnReports;
  readonly timeZone: string;
}> {
  const { scope, membership } = await requireVisitor('exam:take');
  const query = readListQuery(search);
  return { query, reports: await listOwnReports(scope, query), timeZone: membership.timeZone };
}

/** A filter that makes no sense is left out, so that an old link still opens. */
function readFilter(search: Search): ReportFilter {
  const { state, kind, item } = search;
  const known = REPORT_STATES.find((each) => each === state);
  return {
    state: state === 'all' ? null : state === 'closed' ? 'closed' : (known ?? 'open'),
    kind: REPORT_KINDS.find((each) => each === kind) ?? null,
    itemId: typeof item === 'string' && isId(item) ? item : null,
    ...readListQuery(search),
  };
}
