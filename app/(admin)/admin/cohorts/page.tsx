import type { Metadata } from 'next';
import { cohortsSentence } from '@/components/cohort/cohort-sentence';
import { CohortTable } from '@/components/cohort/cohort-table';
import { CreateCohortForm } from '@/components/cohort/create-cohort-form';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { PageHeader, Section } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { loadCohorts } from '@/lib/features/cohort/loaders';
import { formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Cohorts' };

type Search = Promise<Record<string, string | string[] | undefined>>;

const COHORTS = { one: 'cohort', other: 'cohorts' } as const;

export default async function CohortsPage({ searchParams }: { searchParams: Search }) {
  const { query, cohorts, totals, certifications } = await loadCohorts(await searchParams);
  const { archived } = query;
  const keep = { archived: archived ? 'yes' : null };
  const finding = archived ? 'Archived cohorts keep their people and evidence.' : cohortsSentence(totals);
  const all = archived ? totals.archived : totals.inUse;
  return (
    <>
      <PageHeader title="Cohorts" finding={finding} />
      <div className="grid items-start gap-x-12 gap-y-8 md:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {totals.archived > 0 || archived ? (
            <Tabs
              label="Which cohorts"
              tabs={[
                { href: paths.cohorts, label: 'In use', current: !archived },
                {
                  href: withQuery(paths.cohorts, { archived: 'yes' }),
                  label: `Archived (${formatNumber(totals.archived)})`,
                  current: archived,
                },
              ]}
            />
          ) : null}
          {all > 0 ? (
            <ListSearch label="Find a cohort" query={query} path={paths.cohorts} keep={keep} />
          ) : (
            <EmptyState title={archived ? 'No cohort is archived' : 'Create the first cohort'}>
              <p>A cohort is a group of people who prepare together. Exams are assigned to it as a whole.</p>
            </EmptyState>
          )}
          {all > 0 && cohorts.total === 0 ? (
            <NoneMatch what="cohorts" path={paths.cohorts} keep={keep} />
          ) : null}
          {cohorts.total > 0 ? <CohortTable rows={cohorts.rows} /> : null}
          <Pager
            page={cohorts}
            noun={COHORTS}
            href={(page) => withQuery(paths.cohorts, { ...keep, ...toListParameters({ ...query, page }) })}
          />
        </div>
        <Section title="New cohort">
          <CreateCohortForm certifications={certifications} />
        </Section>
      </div>
    </>
  );
}
