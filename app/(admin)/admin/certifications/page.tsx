import type { Metadata } from 'next';
import { AdoptForm } from '@/components/certification/adopt-form';
import { certificationsSentence } from '@/components/certification/certification-sentence';
import { CertificationTable } from '@/components/certification/certification-table';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCertifications } from '@/lib/features/certification/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Certifications' };

export default async function CertificationsPage() {
  const { rows, catalogue } = await loadCertifications();
  return (
    <>
      <PageHeader
        title="Certifications"
        finding={certificationsSentence(rows)}
        actions={
          <ButtonLink href={paths.newCertification} icon="plus">
            Add your own
          </ButtonLink>
        }
      />
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
