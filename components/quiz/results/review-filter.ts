import type { ReviewItem } from '@/lib/features/attempt/contract';

export const REVIEW_FILTERS = ['all', 'wrong', 'flagged'] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

export const FILTER_WORDS = {
  all: 'All questions',
  wrong: 'Not right',
  flagged: 'Flagged',
} as const satisfies Record<ReviewFilter, string>;

/** The filter of an address; anything else shows everything. */
export const parseReviewFilter = (value: string | string[] | undefined): ReviewFilter =>
  REVIEW_FILTERS.find((filter) => filter === value) ?? 'all';

export function filterItems(items: readonly ReviewItem[], filter: ReviewFilter): readonly ReviewItem[] {
  switch (filter) {
    case 'all':
      return items;
    case 'wrong':
      return items.filter(({ verdict }) => verdict !== 'correct');
    case 'flagged':
      return items.filter(({ flagged }) => flagged);
  }
}
