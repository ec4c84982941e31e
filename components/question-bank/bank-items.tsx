import { ButtonLink, TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/navigation';
import type { BankOverview, ItemFilter, ItemPage } from '@/lib/features/question-bank/contract';
import { paths, withQuery } from '@/lib/ui/paths';
import { ItemFilterForm } from './item-filter';
import { ItemGroups } from './item-groups';
import { SetTopicForm } from './set-topic-form';

/** The items of a bank, a page at a time; whoever may manage them can set the topic of many at once. */
export function BankItems({
  bank,
  items,
  filter,
  canManage,
}: {
  bank: BankOverview;
  items: ItemPage;
  filter: ItemFilter;
  canManage: boolean;
}) {
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
  return (
    <div className="flex flex-col gap-5">
      <ItemFilterForm bank={bank} filter={filter} />
      {items.total === 0 ? (
        <EmptyState
          title="No question matches."
          action={<TextLink href={paths.bank(bank.id)}>Clear the filters</TextLink>}
        />
      ) : canManage ? (
        <SetTopicForm bankId={bank.id} topics={bank.allTopics}>
          <ItemGroups groups={items.groups} canChoose />
        </SetTopicForm>
      ) : (
        <ItemGroups groups={items.groups} canChoose={false} />
      )}
      {items.total > items.pageSize ? <Pages bank={bank} items={items} filter={filter} /> : null}
    </div>
  );
}

function Pages({ bank, items, filter }: { bank: BankOverview; items: ItemPage; filter: ItemFilter }) {
  const from = (items.page - 1) * items.pageSize + 1;
  const to = Math.min(items.total, from + items.pageSize - 1);
  const href = (page: number) =>
    withQuery(paths.bank(bank.id), { topic: filter.topic, state: filter.state, q: filter.text, page });
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
