import type { ReactNode } from 'react';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { type Page, toListParameters } from '@/lib/domain/kernel/page';
import { RECORD_LISTS, type RecordQuery } from '@/lib/features/item-life/contract';
import type { Noun } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** A list of an item's page. Most have a few rows, and need neither a search nor pages. */
export function PartOfList({
  itemId,
  list,
  label,
  noun,
  query: all,
  page,
  children,
}: {
  itemId: string;
  list: keyof RecordQuery;
  /** Of the search; versions are counted through and have none. */
  label?: string;
  noun: Noun;
  query: RecordQuery;
  page: Page<unknown>;
  children: ReactNode;
}) {
  const query = all[list];
  if (query.q === '' && page.total <= page.pageSize) return children;
  const others = RECORD_LISTS.filter((other) => other !== list);
  const keep = Object.fromEntries(
    others.flatMap((other) => Object.entries(toListParameters(all[other], other))),
  );
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
