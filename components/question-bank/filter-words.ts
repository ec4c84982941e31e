import { CUE_CHECKS } from '@/lib/domain/cue-lint/cue-check';
import type { ItemState } from '@/lib/domain/item/item-life';
import { type Evidence, type ItemQuery, type Sort, toParameters } from '@/lib/features/item-search/contract';
import type { BankOverview } from '@/lib/features/question-bank/contract';
import { paths, withQuery } from '@/lib/ui/paths';
import { RIGHT_STATE } from './right-words';

export const STATE_NAMES: Readonly<Record<ItemState, string>> = {
  draft: 'Draft',
  in_review: 'In review',
  live: 'Live',
  retired: 'Retired',
};

export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  none: 'None yet',
  some: '1 to 29',
  enough: '30 or more',
};

export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  bank: 'Of the bank, or best match',
  newest: 'Newest version first',
  title: 'Title',
  evidence: 'Most answers first',
};

/** One filter that is on, with the view that leaves it out. */
export interface FilterChip {
  readonly words: string;
  readonly href: string;
}

const nameIn = (list: readonly { readonly id: string; readonly name: string }[], id: string): string =>
  list.find((each) => each.id === id)?.name ?? 'something that is gone';

/** Every filter that is on, in words. */
export function filterChips(bank: BankOverview, query: ItemQuery): readonly FilterChip[] {
  const { text, topic, domain, state, stimulus, cue, evidence, right, importId, reported } = query;
  const chips: FilterChip[] = [];
  const add = (words: string, without: Partial<ItemQuery>) =>
    chips.push({
      words,
      href: withQuery(paths.bank(bank.id), toParameters({ ...query, ...without, page: 1 })),
    });
  if (text !== null) add(`Words: ${text}`, { text: null });
  if (topic !== null)
    add(topic === 'none' ? 'No topic' : `Topic: ${nameIn(bank.topics, topic)}`, { topic: null });
  if (domain !== null) {
    const domains = bank.coverage?.perDomain.map(({ domainId, name }) => ({ id: domainId, name })) ?? [];
    add(domain === 'none' ? 'No domain' : `Domain: ${nameIn(domains, domain)}`, { domain: null });
  }
  if (state !== null) add(`State: ${STATE_NAMES[state]}`, { state: null });
  if (stimulus !== null) add('One background', { stimulus: null });
  if (cue !== null) add(`Flagged: ${CUE_CHECKS[cue].name}`, { cue: null });
  if (evidence !== null) add(`Answers: ${EVIDENCE_WORDS[evidence]}`, { evidence: null });
  if (right !== null) add(RIGHT_STATE[right].children, { right: null });
  if (importId !== null) add(`Source: ${nameIn(bank.imports, importId)}`, { importId: null });
  if (reported) add('Report open', { reported: false });
  return chips;
}

/** Whether somebody is looking for something: then the list comes first, without what concerns the whole bank. */
export const isNarrowed = (query: ItemQuery): boolean => Object.keys(filtersOf(query)).length > 0;

const filtersOf = (query: ItemQuery) =>
  Object.fromEntries(Object.entries(toParameters(query)).filter(([, value]) => value !== null));
