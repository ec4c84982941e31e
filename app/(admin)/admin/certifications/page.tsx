import type { Metadata } from 'next';
import { AdoptForm } from '@/components/certification/adopt-form';
import { CertificationTable } from '@/components/certification/certification-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCertifications } from '@/lib/features/certification/loaders';
import { formatCount } from '@/lib/ui/format';

export const metadata: Metadata = { title: 'Certifications' };

const CERTIFICATIONS = { one: 'certification', other: 'certifications' } as const;

export default async function CertificationsPage() {
  const { rows, catalogue } = await loadCertifications();
  const finding =
    rows.length === 0
      ? 'You prepare for no certification yet.'
      : `You prepare for ${formatCount(rows.length, CERTIFICATIONS)}. No vendor of these publishes a pass mark: every cut is an assumption until you correct it.`;
  return (
    <>
      <PageHeader title="Certifications" finding={finding} />
      {rows.length === 0 ? (
        <EmptyState title="Add the certification that your people prepare for">
          <p>Its domains and weights say what an exam should ask and what your banks don’t cover yet.</p>
        </EmptyState>
      ) : (
        <CertificationTable rows={rows} />
      )}
      <Section
        title="Add from the catalogue"
        description="You get your own copy with its source. Correct it when you know better."
      >
        <div className="max-w-xl">
          <AdoptForm catalogue={catalogue} key={catalogue.length} />
        </div>
      </Section>
    </>
  );
}
