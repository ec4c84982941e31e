import type { Metadata } from 'next';
import { ReportView } from '@/components/problem-report/report-view';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { PageHeader } from '@/components/ui/page-header';
import { KIND_WORDS } from '@/lib/features/problem-report/contract';
import { loadReport } from '@/lib/features/problem-report/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Report' };

export default async function ReportPage({ params }: { readonly params: Promise<{ reportId: string }> }) {
  const { report, timeZone } = await loadReport((await params).reportId);
  if (isShut(report)) return <ShutPage shut={report} timeZone={timeZone} />;
  return (
    <>
      <PageHeader
        title={report.title === '' ? 'Report' : `Report: ${report.title}`}
        finding={`${report.learner} says: ${KIND_WORDS[report.kind].toLowerCase()}.`}
        crumbs={[
          { href: paths.reports, label: 'Reports' },
          { href: paths.bank(report.bankId), label: report.bankName },
        ]}
      />
      <ReportView report={report} timeZone={timeZone} />
    </>
  );
}
