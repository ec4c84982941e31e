import type { Metadata } from 'next';
import { CohortCard } from '@/components/dashboard/cohort-card';
import { NoCohorts } from '@/components/dashboard/no-cohorts';
import { teachingFinding } from '@/components/dashboard/teaching-finding';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { LateNotice } from '@/components/sitting/late-notice';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { loadLateWaiting } from '@/lib/features/attempt-act/loaders';
import { loadCohortSummaries } from '@/lib/features/evidence/loaders';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Weaknesses' };

type Search = Promise<Record<string, string | string[] | undefined>>;

const COHORTS = { one: 'cohort', other: 'cohorts' } as const;

export default async function TeachPage({ searchParams }: { searchParams: Search }) {
  const [{ view: cohorts, query, timeZone, now, seesAll }, waiting] = await Promise.all([
    loadCohortSummaries(await searchParams),
    loadLateWaiting(),
  ]);
  const { archived, q } = query;
  const keep = { archived: archived ? 'yes' : null };
  const isMany = q !== '' || cohorts.total > cohorts.pageSize;
  const finding = archived ? 'Archived cohorts keep what their people answered.' : teachingFinding(cohorts);
  return (
    <>
      <PageHeader
        title="Weaknesses"
        finding={archived || cohorts.total > 0 ? finding : null}
        actions={
          cohorts.total > 0 ? (
            <ButtonLink href={paths.newExam} variant="secondary">
              New exam
            </ButtonLink>
          ) : null
        }
      />
      {waiting ? <LateNotice waiting={waiting} /> : null}
      <Tabs
        label="Which cohorts"
        tabs={[
          { href: paths.teach, label: 'In use', current: !archived },
          { href: withQuery(paths.teach, { archived: 'yes' }), label: 'Archived', current: archived },
        ]}
      />
      {isMany ? <ListSearch label="Find a cohort" query={query} path={paths.teach} keep={keep} /> : null}
      {cohorts.rows.map((cohort) => (
        <CohortCard key={cohort.cohortId} cohort={cohort} now={now} timeZone={timeZone} />
      ))}
      {isMany ? (
        <Pager
          page={cohorts}
          noun={COHORTS}
          href={(page) => withQuery(paths.teach, { ...keep, ...toListParameters({ q, page }) })}
        />
      ) : null}
      {cohorts.total === 0 && q !== '' ? <NoneMatch what="cohorts" path={paths.teach} keep={keep} /> : null}
      {cohorts.total === 0 && q === '' && archived ? (
        <EmptyState title="No cohort is archived">{null}</EmptyState>
      ) : null}
      {cohorts.total === 0 && q === '' && !archived ? <NoCohorts seesAll={seesAll} /> : null}
    </>
  );
}
