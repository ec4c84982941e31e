import type { Metadata } from 'next';
import { OwnReports } from '@/components/problem-report/own-reports';
import { PageHeader } from '@/components/ui/page-header';
import { loadOwnReports } from '@/lib/features/problem-report/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Your reports' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function OwnReportsPage({ searchParams }: { searchParams: Search }) {
  const { query, reports, timeZone } = await loadOwnReports(await searchParams);
  return (
    <>
      <PageHeader
        title="Your reports"
        finding={
          reports.sent === 0
            ? 'You have reported no question. You can from your results, under each question.'
            : `${reports.answered} of ${reports.sent} answered.`
        }
        crumbs={[{ href: paths.learn, label: 'Your exams' }]}
      />
      <OwnReports query={query} reports={reports} timeZone={timeZone} />
    </>
  );
}
