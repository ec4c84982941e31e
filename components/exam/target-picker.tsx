import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { toListParameters } from '@/lib/domain/kernel/page';
import type { TargetKind, TargetPage } from '@/lib/features/assignment-target/contract';
import { paths, withQuery } from '@/lib/ui/paths';

export const TARGET_NOUNS = {
  cohort: { one: 'cohort', other: 'cohorts' },
  person: { one: 'person', other: 'people' },
} as const;

/** Looks for cohorts or people to choose from below. What was chosen stays chosen while one looks further. */
export function TargetSearch({ page: { query, targets }, examId }: { page: TargetPage; examId: string }) {
  const { kind } = query;
  const path = paths.assignExam(examId);
  const keep = { kind: kind === 'person' ? kind : null };
  const tab = (wanted: TargetKind, label: string) => ({
    href: withQuery(path, { kind: wanted === 'person' ? wanted : null }),
    label,
    current: kind === wanted,
  });
  return (
    <div className="flex flex-col gap-4">
      <Tabs label="Who gets it" tabs={[tab('cohort', 'A cohort'), tab('person', 'People')]} />
      <ListSearch
        label={kind === 'cohort' ? 'Find a cohort' : 'Find people'}
        path={path}
        keep={keep}
        query={query}
      />
      {targets.total === 0 && query.q !== '' ? (
        <NoneMatch what={TARGET_NOUNS[kind].other} path={path} keep={keep} />
      ) : null}
      {targets.total === 0 && query.q === '' ? (
        <EmptyState
          title="There is nobody you can assign it to"
          action={<ButtonLink href={paths.teach}>Go to your cohorts</ButtonLink>}
        >
          You can assign exams to cohorts that you look after, and to the learners in them. An administrator
          adds you to a cohort.
        </EmptyState>
      ) : null}
      <Pager
        page={targets}
        noun={TARGET_NOUNS[kind]}
        href={(page) => withQuery(path, { ...keep, ...toListParameters({ ...query, page }) })}
      />
    </div>
  );
}
