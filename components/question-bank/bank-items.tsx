import { ButtonLink, TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/navigation';
import { type ItemPage, type ItemQuery, toParameters } from '@/lib/features/item-search/contract';
import type { BankOverview } from '@/lib/features/question-bank/contract';
import { formatCount } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { BulkEdit } from './bulk-edit';
import { FilterChips } from './filter-chips';
import { filterChips } from './filter-words';
import { ItemFilterForm } from './item-filter';
import { ItemGroups } from './item-groups';

interface Props {
  bank: BankOverview;
  items: ItemPage;
  query: ItemQuery;
  canManage: boolean;
}

/** The items of a bank, a page at a time; whoever may manage them can change many at once. */
export function BankItems({ bank, items, query, canManage }: Props) {
  const held = bank.live + bank.draft + bank.inReview + bank.retired;
  if (held === 0) {
    return (
      <EmptyState
        title="The bank is empty."
        action={
          canManage ? (
            <ButtonLink variant="primary" href={paths.newImport}>
              Import questions
            </ButtonLink>
          ) : null
        }
      >
        Import a post, and its questions appear here under their backgrounds.
      </EmptyState>
    );
  }
  const chips = filterChips(bank, query);
  return (
    <div className="flex flex-col gap-5">
      <ItemFilterForm bank={bank} query={query} />
      <FilterChips bankId={bank.id} chips={chips} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <Found items={items} query={query} />
        {canManage && items.total > 0 && chips.length > 0 ? (
          <TextLink href={withQuery(paths.bankExport(bank.id), { filter: searchOf(query) })} prefetch={false}>
            Export this view
          </TextLink>
        ) : null}
      </div>
      {items.total === 0 ? (
        <EmptyState
          title="No question matches."
          action={<TextLink href={paths.bank(bank.id)}>Clear the filters</TextLink>}
        />
      ) : (
        <List bank={bank} items={items} query={query} canManage={canManage} />
      )}
      {items.total > items.pageSize ? <Pages bank={bank} items={items} query={query} /> : null}
    </div>
  );
}

function Found({ items, query }: Pick<Props, 'items' | 'query'>) {
  if (items.total === 0) return null;
  if (items.isNear) {
    return (
      <p role="status" className="text-muted">
        No question holds “{query.text}”. These hold similar words.
      </p>
    );
  }
  return (
    <p role="status" className="text-muted">
      {formatCount(items.total, { one: 'question', other: 'questions' })}
    </p>
  );
}

function List({ bank, items, query, canManage }: Props) {
  if (!canManage) return <ItemGroups groups={items.groups} canChoose={false} />;
  const search = searchOf(query);
  return (
    // Another filter is another question: what was chosen before doesn't silently go with it.
    <BulkEdit key={search} bankId={bank.id} search={search} total={items.total} topics={bank.allTopics}>
      <ItemGroups groups={items.groups} canChoose />
    </BulkEdit>
  );
}

/** The filter as a query string, without page and order. */
const searchOf = (query: ItemQuery): string =>
  withQuery('', toParameters({ ...query, page: 1, sort: 'bank' })).replace('?', '');

function Pages({ bank, items, query }: Pick<Props, 'bank' | 'items' | 'query'>) {
  const from = (items.page - 1) * items.pageSize + 1;
  const to = Math.min(items.total, from + items.pageSize - 1);
  const href = (page: number) => withQuery(paths.bank(bank.id), toParameters({ ...query, page }));
  return (
    <Pagination
      from={from}
      to={to}
      total={items.total}
      noun={{ one: 'question', other: 'questions' }}
      previousHref={items.page > 1 ? href(items.page - 1) : null}
      nextHref={to < items.total ? href(items.page + 1) : null}
    />
  );
}
