import type { Metadata } from 'next';
import { ArchiveSection } from '@/components/cohort/archive-section';
import { ChangeCohortForm } from '@/components/cohort/change-cohort-form';
import { EnrolSection, LearnersSection, StaffSection } from '@/components/cohort/cohort-people';
import { cohortSentence } from '@/components/cohort/cohort-sentence';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCohort } from '@/lib/features/cohort/loaders';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Cohort' };

export default async function CohortPage({ params }: { params: Promise<{ id: string }> }) {
  const { cohort, timeZone } = await loadCohort((await params).id);
  return (
    <>
      <PageHeader
        title={cohort.name}
        crumbs={[{ href: paths.cohorts, label: 'Cohorts' }]}
        finding={cohortSentence(cohort)}
        actions={<ButtonLink href={paths.teachCohort(cohort.id)}>Show weaknesses</ButtonLink>}
      />
      {cohort.archivedAt ? (
        <Notice title={`Archived on ${formatDate(cohort.archivedAt, timeZone)}`}>
          Nobody can be enrolled while it is archived.
        </Notice>
      ) : null}
      <LearnersSection cohort={cohort} timeZone={timeZone} />
      {cohort.archivedAt ? null : <EnrolSection cohort={cohort} />}
      <StaffSection cohort={cohort} />
      <Section title="Name and certification">
        <ChangeCohortForm cohort={cohort} />
      </Section>
      <ArchiveSection cohortId={cohort.id} archived={cohort.archivedAt !== null} />
    </>
  );
}
