import type { Metadata } from 'next';
import { CohortCard } from '@/components/dashboard/cohort-card';
import { teachingFinding } from '@/components/dashboard/teaching-finding';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { loadCohortSummaries } from '@/lib/features/evidence/loaders';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Weaknesses' };

export default async function TeachPage({
  searchParams,
}: {
  searchParams: Promise<{ archived?: string | string[] }>;
}) {
  const archived = (await searchParams).archived === 'yes';
  const { view: cohorts, timeZone, now, seesAll } = await loadCohortSummaries(archived);
  return (
    <>
      <PageHeader
        title="Weaknesses"
        finding={
          archived
            ? 'Archived cohorts keep what their people answered.'
            : cohorts.length > 0
              ? teachingFinding(cohorts)
              : null
        }
        actions={
          cohorts.length > 0 ? (
            <ButtonLink href={paths.newExam} variant="secondary">
              New exam
            </ButtonLink>
          ) : null
        }
      />
      <Tabs
        label="Which cohorts"
        tabs={[
          { href: paths.teach, label: 'In use', current: !archived },
          { href: withQuery(paths.teach, { archived: 'yes' }), label: 'Archived', current: archived },
        ]}
      />
      {cohorts.map((cohort) => (
        <CohortCard key={cohort.cohortId} cohort={cohort} now={now} timeZone={timeZone} />
      ))}
      {cohorts.length === 0 && archived ? (
        <EmptyState title="No cohort is archived">{null}</EmptyState>
      ) : null}
      {cohorts.length === 0 && !archived ? <NoCohorts seesAll={seesAll} /> : null}
    </>
  );
}

function NoCohorts({ seesAll }: { seesAll: boolean }) {
  return (
    <EmptyState
      title={seesAll ? 'There is no cohort yet' : 'You do not look after a cohort yet'}
      action={seesAll ? <ButtonLink href={paths.cohorts}>Make a cohort</ButtonLink> : null}
    >
      {seesAll
        ? 'A cohort is a group of learners who prepare together. What they answer in assigned exams shows here, topic by topic.'
        : 'An administrator puts you on the staff of a cohort; its weakest topics then show here.'}
    </EmptyState>
  );
}
