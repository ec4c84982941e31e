import { SearchForm } from '@/components/forms/search-form';
import { Button } from '@/components/ui/button';
import { Select, TextInput } from '@/components/ui/text-control';
import { CUE_CHECKS, ITEM_CUE_CODES } from '@/lib/domain/cue-lint/cue-check';
import { ITEM_STATES } from '@/lib/domain/item/item-life';
import { EVIDENCE, type ItemQuery, RIGHTS_TO_USE, SORTS } from '@/lib/features/item-search/contract';
import type { BankOverview } from '@/lib/features/question-bank/contract';
import { formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { EVIDENCE_WORDS, SORT_WORDS, STATE_NAMES } from './filter-words';
import { RIGHT_STATE } from './right-words';

type Choices = readonly (readonly [value: string, words: string])[];

/** Narrows the list by the URL: a plain form, so that a filtered view can be shared and works without script. */
export function ItemFilterForm({ bank, query }: { bank: BankOverview; query: ItemQuery }) {
  const { text, topic, state, sort } = query;
  const withoutTopic: Choices[number] = ['none', `No topic (${formatNumber(bank.withoutTopic)} live)`];
  const topics = bank.topics.map(({ id, name, live }) => [id, `${name} (${formatNumber(live)})`] as const);
  return (
    <SearchForm action={paths.bank(bank.id)} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <label htmlFor="filter-text" className="flex min-w-56 grow flex-col gap-1 md:max-w-md">
          <span className="text-13 text-muted">Words in the question, its options or its title</span>
          <TextInput id="filter-text" type="search" name="q" defaultValue={text ?? ''} maxLength={200} />
        </label>
        <Pick name="topic" label="Topic" value={topic} all="All topics" choices={[withoutTopic, ...topics]} />
        <Pick
          name="state"
          label="State"
          value={state}
          all="All states"
          choices={ITEM_STATES.map((each) => [each, STATE_NAMES[each]])}
        />
        <Pick
          name="sort"
          label="Order"
          value={sort}
          all={null}
          choices={SORTS.map((each) => [each, SORT_WORDS[each]])}
        />
        <Button type="submit" icon="search">
          Show
        </Button>
      </div>
      <MoreFilters bank={bank} query={query} />
    </SearchForm>
  );
}

function MoreFilters({ bank, query }: { bank: BankOverview; query: ItemQuery }) {
  const { cue, evidence, right, importId, domain, reported, stimulus } = query;
  const isUsed = [cue, evidence, right, importId, domain].some((value) => value !== null) || reported;
  const domains = bank.coverage?.perDomain.map(({ domainId, name }) => [domainId, name] as const) ?? [];
  return (
    <details open={isUsed}>
      <summary className="inline-flex min-h-8 cursor-pointer items-center text-muted">More filters</summary>
      <div className="flex flex-wrap items-end gap-3 pt-2">
        <Pick
          name="cue"
          label="Flagged for"
          value={cue}
          all="Anything or nothing"
          choices={ITEM_CUE_CODES.map((code) => [code, CUE_CHECKS[code].name])}
        />
        <Pick
          name="evidence"
          label="First-time answers"
          value={evidence}
          all="Any number"
          choices={EVIDENCE.map((each) => [each, EVIDENCE_WORDS[each]])}
        />
        <Pick
          name="right"
          label="Right to use"
          value={right}
          all="Any"
          choices={RIGHTS_TO_USE.map((each) => [each, RIGHT_STATE[each].children])}
        />
        <Pick
          name="import"
          label="Source"
          value={importId}
          all="All sources"
          choices={bank.imports.map(({ id, name }) => [id, name])}
        />
        {bank.coverage === null ? null : (
          <Pick
            name="domain"
            label="Domain of the exam"
            value={domain}
            all="All domains"
            choices={[['none', 'No domain'], ...domains]}
          />
        )}
        <Pick
          name="reported"
          label="Reports"
          value={reported ? '1' : null}
          all="With or without"
          choices={[['1', `Report open (${formatNumber(bank.reported)})`]]}
        />
        {stimulus === null ? null : <input type="hidden" name="stimulus" value={stimulus} />}
      </div>
    </details>
  );
}

/** One choice; `all` is what leaves it out, null when there is no leaving out. */
function Pick({
  name,
  label,
  value,
  all,
  choices,
}: {
  name: string;
  label: string;
  value: string | null;
  all: string | null;
  choices: Choices;
}) {
  return (
    <label htmlFor={`filter-${name}`} className="flex min-w-40 flex-col gap-1">
      <span className="text-13 text-muted">{label}</span>
      <Select id={`filter-${name}`} name={name} defaultValue={value ?? ''}>
        {all === null ? null : <option value="">{all}</option>}
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </Select>
    </label>
  );
}
