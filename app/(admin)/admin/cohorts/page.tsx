import type { Metadata } from 'next';
import { cohortsSentence } from '@/components/cohort/cohort-sentence';
import { CohortTable } from '@/components/cohort/cohort-table';
import { CreateCohortForm } from '@/components/cohort/create-cohort-form';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCohorts } from '@/lib/features/cohort/loaders';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Cohorts' };

export default async function CohortsPage({
  searchParams,
}: {
  searchParams: Promise<{ archived?: string }>;
}) {
  const archived = (await searchParams).archived === 'yes';
  const { rows, archivedCount, certifications } = await loadCohorts(archived);
  const finding = archived ? 'Archived cohorts keep their people and evidence.' : cohortsSentence(rows);
  return (
    <>
      <PageHeader title="Cohorts" finding={finding} />
      <div className="grid items-start gap-x-12 gap-y-8 md:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {archivedCount > 0 || archived ? (
            <Tabs
              label="Which cohorts"
              tabs={[
                { href: paths.cohorts, label: 'In use', current: !archived },
                {
                  href: withQuery(paths.cohorts, { archived: 'yes' }),
                  label: `Archived (${archivedCount})`,
                  current: archived,
                },
              ]}
            />
          ) : null}
          {rows.length > 0 ? (
            <CohortTable rows={rows} />
          ) : (
            <EmptyState title={archived ? 'No cohort is archived' : 'Create the first cohort'}>
              <p>A cohort is a group of people who prepare together. Exams are assigned to it as a whole.</p>
            </EmptyState>
          )}
        </div>
        <Section title="New cohort">
          <CreateCohortForm certifications={certifications} />
        </Section>
      </div>
    </>
  );
}
