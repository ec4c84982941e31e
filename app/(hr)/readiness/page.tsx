import type { Metadata } from 'next';
import { CertificationSummary } from '@/components/readiness/certification-summary';
import { readinessFinding } from '@/components/readiness/readiness-finding';
import { ReadinessRules, ResultsCheckBadge } from '@/components/readiness/readiness-rules';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCertificationReadiness } from '@/lib/features/readiness/loaders';

export const metadata: Metadata = { title: 'Readiness' };

export default async function ReadinessOverviewPage() {
  const certifications = await loadCertificationReadiness();
  return (
    <>
      <PageHeader title="Readiness" finding={readinessFinding(certifications)} />
      {certifications.length === 0 ? (
        <EmptyState title="No certification yet">
          Readiness is measured against the blueprint of a certification. An administrator adds it, and people
          prepare for it in its cohorts.
        </EmptyState>
      ) : (
        <>
          <ResultsCheckBadge />
          {certifications.map((certification) => (
            <CertificationSummary key={certification.basis.certificationId} certification={certification} />
          ))}
          <Section title="How the states are given">
            <ReadinessRules />
          </Section>
        </>
      )}
    </>
  );
}
