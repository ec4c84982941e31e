import { STATE_WORDS } from '@/components/item-life/state-words';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/button-link';
import { Select, TextInput } from '@/components/ui/text-control';
import { ITEM_STATES } from '@/lib/domain/item/item-life';
import type { BankOverview, ItemFilter } from '@/lib/features/question-bank/contract';
import { formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** Narrows the list by the URL: a plain form, so that a filtered view can be shared and works without script. */
export function ItemFilterForm({ bank, filter }: { bank: BankOverview; filter: ItemFilter }) {
  const isFiltered = filter.topic !== null || filter.state !== null || filter.text !== null;
  return (
    <form action={paths.bank(bank.id)} className="flex flex-wrap items-end gap-3">
      <label htmlFor="filter-text" className="flex flex-col gap-1">
        <span className="text-13 text-muted">Words</span>
        <TextInput id="filter-text" type="search" name="q" defaultValue={filter.text ?? ''} maxLength={100} />
      </label>
      <label htmlFor="filter-topic" className="flex min-w-52 flex-col gap-1">
        <span className="text-13 text-muted">Topic</span>
        <Select id="filter-topic" name="topic" defaultValue={filter.topic ?? ''}>
          <option value="">All topics</option>
          <option value="none">No topic ({formatNumber(bank.withoutTopic)} live)</option>
          {bank.topics.map((topic) => (
            <option key={topic.id} value={topic.id}>
              {topic.name} ({formatNumber(topic.live)})
            </option>
          ))}
        </Select>
      </label>
      <label htmlFor="filter-state" className="flex min-w-36 flex-col gap-1">
        <span className="text-13 text-muted">State</span>
        <Select id="filter-state" name="state" defaultValue={filter.state ?? ''}>
          <option value="">All states</option>
          {ITEM_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_WORDS[state]}
            </option>
          ))}
        </Select>
      </label>
      <Button type="submit" icon="search">
        Show
      </Button>
      {isFiltered ? (
        <span className="flex min-h-11 items-center">
          <TextLink href={paths.bank(bank.id)}>Clear the filters</TextLink>
        </span>
      ) : null}
    </form>
  );
}
