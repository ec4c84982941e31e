import type { Metadata } from 'next';
import { ReportQueue } from '@/components/problem-report/report-queue';
import { PageHeader } from '@/components/ui/page-header';
import { loadReports } from '@/lib/features/problem-report/loaders';
import { formatCount } from '@/lib/ui/format';

export const metadata: Metadata = { title: 'Reports' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ReportsPage({ searchParams }: { readonly searchParams: Search }) {
  const { reports, filter, timeZone } = await loadReports(await searchParams);
  const waiting = formatCount(reports.open, { one: 'report waits', other: 'reports wait' });
  return (
    <>
      <PageHeader
        title="Reports"
        finding={
          reports.open === 0 ? 'No report of a learner waits for an answer.' : `${waiting} for an answer.`
        }
      />
      <ReportQueue reports={reports} filter={filter} timeZone={timeZone} />
    </>
  );
}
