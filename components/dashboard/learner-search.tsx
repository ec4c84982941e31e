import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import type { EvidenceView, PagePlace } from '@/lib/features/evidence/contract';

const LEARNERS = { one: 'learner', other: 'learners' } as const;

/** Before a table of learners: looks for one of them by name, which a presentation doesn't offer. */
export function LearnerSearch({
  list,
  view: { q, present },
  path,
  keep,
}: {
  list: PagePlace;
  view: EvidenceView;
  path: string;
  keep: Readonly<Record<string, string | number | null>>;
}) {
  if (present !== undefined || (q === '' && list.total <= list.pageSize)) return null;
  const place = { path, keep, anchor: 'learners' };
  return (
    <>
      <ListSearch label="Find a learner" query={{ q }} {...place} />
      {list.total === 0 ? <NoneMatch what="learners" {...place} /> : null}
    </>
  );
}

/** Behind it: which part of the learners this is. */
export function LearnerPager({
  list,
  rows,
  href,
}: {
  list: PagePlace;
  rows: readonly unknown[];
  href: (page: number) => string;
}) {
  return <Pager page={{ ...list, rows }} noun={LEARNERS} href={(page) => `${href(page)}#learners`} />;
}
