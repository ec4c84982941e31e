import type { Metadata } from 'next';
import { OwnReports } from '@/components/problem-report/own-reports';
import { PageHeader } from '@/components/ui/page-header';
import { loadOwnReports } from '@/lib/features/problem-report/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Your reports' };

export default async function OwnReportsPage() {
  const { reports, timeZone } = await loadOwnReports();
  const waiting = reports.filter(({ state }) => state === 'open').length;
  return (
    <>
      <PageHeader
        title="Your reports"
        finding={
          reports.length === 0
            ? 'You have reported no question. You can from your results, under each question.'
            : `${reports.length - waiting} of ${reports.length} answered.`
        }
        crumbs={[{ href: paths.learn, label: 'Your exams' }]}
      />
      <OwnReports reports={reports} timeZone={timeZone} />
    </>
  );
}
