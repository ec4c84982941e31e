import type { ReactNode } from 'react';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import type { Noun } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** A list of an item's page. Most have a few rows, and need neither a search nor pages. */
export function PartOfList({
  itemId,
  list,
  label,
  noun,
  query,
  page,
  keep,
  children,
}: {
  itemId: string;
  list: string;
  /** Of the search; a list that is counted through has none. */
  label?: string;
  noun: Noun;
  query: ListQuery;
  page: Page<unknown>;
  /** What the other lists of the page have in the address. */
  keep: Readonly<Record<string, string | number | null>>;
  children: ReactNode;
}) {
  if (query.q === '' && page.total <= page.pageSize) return children;
  const path = paths.item(itemId);
  const place = { path, keep, anchor: list };
  return (
    <div className="flex flex-col gap-5">
      {label === undefined ? null : <ListSearch label={label} query={query} list={list} {...place} />}
      {page.total === 0 ? <NoneMatch what={noun.other} {...place} /> : children}
      <Pager
        page={page}
        noun={noun}
        href={(to) =>
          `${withQuery(path, { ...keep, ...toListParameters({ ...query, page: to }, list) })}#${list}`
        }
      />
    </div>
  );
}
