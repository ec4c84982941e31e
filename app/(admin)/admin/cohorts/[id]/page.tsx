import type { Metadata } from 'next';
import { ArchiveSection } from '@/components/cohort/archive-section';
import { ChangeCohortForm } from '@/components/cohort/change-cohort-form';
import {
  EnrolSection,
  FormerSection,
  LearnersSection,
  StaffSection,
} from '@/components/cohort/cohort-people';
import { cohortSentence } from '@/components/cohort/cohort-sentence';
import { CohortTargetsSection } from '@/components/cohort/cohort-targets';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCohort } from '@/lib/features/cohort/loaders';
import { loadCohortTargets } from '@/lib/features/target/loaders';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Cohort' };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CohortPage({ params, searchParams }: Props) {
  const { id } = await params;
  const [{ timeZone, ...page }, targets] = await Promise.all([
    loadCohort(id, await searchParams),
    loadCohortTargets(id),
  ]);
  const { cohort } = page;
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
      <LearnersSection page={page} timeZone={timeZone} />
      <FormerSection page={page} timeZone={timeZone} />
      {cohort.archivedAt ? null : <EnrolSection page={page} />}
      {cohort.archivedAt ? <CohortTargetsSection cohortId={cohort.id} targets={targets} /> : null}
      <StaffSection page={page} />
      <Section title="Name and certification">
        <ChangeCohortForm cohort={cohort} />
      </Section>
      <ArchiveSection cohortId={cohort.id} archived={cohort.archivedAt !== null} />
    </>
  );
}
