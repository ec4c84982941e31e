import * as z from 'zod';
import { ITEM_CUE_CODES, type ItemCueCode } from '@/lib/domain/cue-lint/cue-check';
import { ITEM_STATES, type ItemState } from '@/lib/domain/item/item-life';

export const RIGHTS_TO_USE = ['unknown', 'confirmed', 'disputed'] as const;
export type RightToUse = (typeof RIGHTS_TO_USE)[number];

/** First-time answers to the current version: none, 1 to 29, 30 and more. */
export const EVIDENCE = ['none', 'some', 'enough'] as const;
export type Evidence = (typeof EVIDENCE)[number];

export const SORTS = ['bank', 'newest', 'title', 'evidence'] as const;
export type Sort = (typeof SORTS)[number];

/** What the list of a bank's items is narrowed to; null leaves a filter out. `topic` may be `none`, so may `domain`. */
export interface ItemFilter {
  readonly text: string | null;
  readonly topic: string | null;
  /** A domain of the bank's newest blueprint; `none` for items that count for none. */
  readonly domain: string | null;
  readonly state: ItemState | null;
  readonly stimulus: string | null;
  readonly cue: ItemCueCode | null;
  readonly evidence: Evidence | null;
  readonly right: RightToUse | null;
  readonly importId: string | null;
  /** Only items with a report that waits for an answer. */
  readonly reported: boolean;
}

export interface ItemQuery extends ItemFilter {
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

export const NO_FILTER: ItemFilter = {
  text: null,
  topic: null,
  domain: null,
  state: null,
  stimulus: null,
  cue: null,
  evidence: null,
  right: null,
  importId: null,
  reported: false,
};

/** The filter as it stands in the URL. */
export const FILTER_PARAMETERS = [
  'q',
  'topic',
  'domain',
  'state',
  'stimulus',
  'cue',
  'evidence',
  'right',
  'import',
  'reported',
] as const;
export type FilterParameter = (typeof FILTER_PARAMETERS)[number];
export type RawItemQuery = Readonly<Partial<Record<FilterParameter | 'sort' | 'page', string>>>;

const id = z.guid();
const isId = (value: unknown): value is string => id.safeParse(value).success;
const among = <T extends string>(known: readonly T[], value: unknown): T | null =>
  known.find((each) => each === value) ?? null;
const idOrNone = (value: unknown): string | null => (value === 'none' || isId(value) ? value : null);

/** A filter that makes no sense is left out, so that an old link still opens. */
export function readItemQuery(raw: RawItemQuery): ItemQuery {
  const { q, page } = raw;
  return {
    text: (typeof q === 'string' && q.replaceAll('\0', '').trim().slice(0, 200)) || null,
    topic: idOrNone(raw.topic),
    domain: idOrNone(raw.domain),
    state: among(ITEM_STATES, raw.state),
    stimulus: isId(raw.stimulus) ? raw.stimulus : null,
    cue: among(ITEM_CUE_CODES, raw.cue),
    evidence: among(EVIDENCE, raw.evidence),
    right: among(RIGHTS_TO_USE, raw.right),
    importId: isId(raw.import) ? raw.import : null,
    reported: raw.reported === '1',
    sort: among(SORTS, raw.sort) ?? 'bank',
    page: typeof page === 'string' && /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  };
}

/** The other way round: what a link to this view carries. Defaults are left out. */
export function toParameters(query: Partial<ItemQuery>): Readonly<Record<string, string | number | null>> {
  return {
    q: query.text ?? null,
    topic: query.topic ?? null,
    domain: query.domain ?? null,
    state: query.state ?? null,
    stimulus: query.stimulus ?? null,
    cue: query.cue ?? null,
    evidence: query.evidence ?? null,
    right: query.right ?? null,
    import: query.importId ?? null,
    reported: query.reported ? '1' : null,
    sort: query.sort === undefined || query.sort === 'bank' ? null : query.sort,
    page: query.page === undefined || query.page === 1 ? null : query.page,
  };
}

/** A piece of text; `hit` where it matches what was searched for. Drawn as text nodes, never as HTML. */
export interface Snippet {
  readonly text: string;
  readonly hit: boolean;
}

export interface ItemRow {
  readonly id: string;
  readonly title: string;
  /** The beginning of the stem, or the passage that matches. */
  readonly snippet: readonly Snippet[];
  readonly topicName: string | null;
  readonly state: ItemState;
  readonly version: number;
  readonly rightToUse: RightToUse;
  /** First-time answers to the current version. */
  readonly answers: number;
  /** What the wording gives away; context codes are not listed here. */
  readonly cues: readonly ItemCueCode[];
}

/** Neighbours that share a background, in order; a group of one without it has a null stimulus. */
export interface ItemGroup {
  readonly stimulusId: string | null;
  readonly stimulusExcerpt: string | null;
  readonly items: readonly ItemRow[];
}

export interface ItemPage {
  readonly groups: readonly ItemGroup[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  /** Nothing held the words themselves, so these are items with similar ones. */
  readonly isNear: boolean;
}
