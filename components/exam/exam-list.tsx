import type { ReactNode } from 'react';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { type Page, toListParameters } from '@/lib/domain/kernel/page';
import type { ExamSummary, ExamsQuery } from '@/lib/features/exam/contract';
import { paths, withQuery } from '@/lib/ui/paths';
import { ExamTable } from './exam-table';

const EXAMS = { one: 'exam', other: 'exams' } as const;

/** A part of the exams, in use or put aside. `keep` is what other lists of the page have in the address. */
export function ExamList({
  list: { query, exams },
  keep,
  make,
}: {
  list: { readonly query: ExamsQuery; readonly exams: Page<ExamSummary> };
  keep: Readonly<Record<string, string | number | null>>;
  make: ReactNode;
}) {
  const { archived } = query;
  const own = { ...keep, archived: archived ? 'yes' : null };
  const place = { path: paths.exams, keep: own, anchor: 'exams' };
  const isEmpty = exams.total === 0 && query.q === '';
  const tab = (wanted: boolean, label: string) => ({
    href: `${withQuery(paths.exams, { ...keep, archived: wanted ? 'yes' : null })}#exams`,
    label,
    current: archived === wanted,
  });
  return (
    <div className="flex flex-col gap-5">
      <Tabs label="Which exams" tabs={[tab(false, 'In use'), tab(true, 'Archived')]} />
      {isEmpty ? (
        <EmptyState
          title={archived ? 'No exam is archived' : 'There is no exam yet'}
          action={archived ? undefined : make}
        >
          An exam is a list of questions from a bank, or numbers to draw by topic, with a time and a cut.
        </EmptyState>
      ) : (
        <ListSearch label="Find an exam" query={query} {...place} />
      )}
      {exams.total === 0 && !isEmpty ? <NoneMatch what="exams" {...place} /> : null}
      {exams.total > 0 ? (
        <ExamTable exams={exams.rows} caption={archived ? 'Archived exams' : 'Exams'} />
      ) : null}
      <Pager
        page={exams}
        noun={EXAMS}
        href={(page) =>
          `${withQuery(paths.exams, { ...own, ...toListParameters({ ...query, page }) })}#exams`
        }
      />
    </div>
  );
}
