import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { toListParameters } from '@/lib/domain/kernel/page';
import { ASSIGNMENTS, type AssignmentList as List } from '@/lib/features/assignment/contract';
import { withQuery } from '@/lib/ui/paths';
import { AssignmentTable } from './assignment-table';

const NOUN = { one: 'assignment', other: 'assignments' } as const;

/** A part of the assignments that one looks after, on a page at `path` that may have another list. */
export function AssignmentList({
  list: { query, assignments },
  path,
  keep = {},
  timeZone,
  ofOneExam = false,
  empty,
}: {
  list: List;
  path: string;
  keep?: Readonly<Record<string, string | number | null>>;
  timeZone: string;
  ofOneExam?: boolean;
  empty: { readonly title: string; readonly words?: string };
}) {
  const place = { path, keep, anchor: 'assignments' };
  if (assignments.total === 0 && query.q === '')
    return <EmptyState title={empty.title}>{empty.words}</EmptyState>;
  return (
    <>
      <ListSearch
        label={ofOneExam ? 'Cohort or person' : 'Exam, cohort or person'}
        query={query}
        list={ASSIGNMENTS}
        {...place}
      />
      {assignments.total === 0 ? (
        <NoneMatch what="assignments" {...place} />
      ) : (
        <AssignmentTable assignments={assignments.rows} timeZone={timeZone} ofOneExam={ofOneExam} />
      )}
      <Pager
        page={assignments}
        noun={NOUN}
        href={(page) =>
          `${withQuery(path, { ...keep, ...toListParameters({ ...query, page }, ASSIGNMENTS) })}#assignments`
        }
      />
    </>
  );
}
