import type { Metadata } from 'next';
import { OwnForm } from '@/components/certification/own-form';
import { PageHeader } from '@/components/ui/page-header';
import { loadToday } from '@/lib/features/certification/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Add your own certification' };

export default async function NewCertificationPage() {
  const today = await loadToday();
  return (
    <>
      <PageHeader
        title="Add your own certification"
        crumbs={[{ href: paths.certifications, label: 'Certifications' }]}
        finding="It counts like one of the catalogue: for coverage, cohorts and readiness. You can correct it later; a correction is a new version."
      />
      <OwnForm today={today} />
    </>
  );
}
