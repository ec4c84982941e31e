import type { Answer } from './answer';

/** How far a learner has come with one item. `incomplete`: fewer options chosen than asked for. */
export const ITEM_PROGRESSES = ['answered', 'incomplete', 'not_answered', 'not_seen'] as const;
export type ItemProgress = (typeof ITEM_PROGRESSES)[number];

export function itemProgress(answer: Answer, keyCount: number, seen: boolean): ItemProgress {
  if (answer.selected.length >= keyCount) return 'answered';
  if (answer.selected.length > 0) return 'incomplete';
  return seen ? 'not_answered' : 'not_seen';
}

export interface ProgressCounts {
  readonly total: number;
  readonly answered: number;
  readonly incomplete: number;
  /** Neither answered nor incomplete, seen or not. */
  readonly unanswered: number;
  readonly flagged: number;
}

export function countProgress(
  items: readonly { readonly progress: ItemProgress; readonly flagged: boolean }[],
): ProgressCounts {
  const count = (progress: ItemProgress) => items.filter((item) => item.progress === progress).length;
  return {
    total: items.length,
    answered: count('answered'),
    incomplete: count('incomplete'),
    unanswered: count('not_answered') + count('not_seen'),
    flagged: items.filter((item) => item.flagged).length,
  };
}

const questions = (count: number, what: string): string =>
  `${count} ${what} question${count === 1 ? '' : 's'}`;

/** What a learner should know before submitting: "You have 3 unanswered, 1 incomplete and 2 flagged questions." */
export function progressSentence(counts: ProgressCounts): string {
  const parts = [
    { count: counts.unanswered, what: 'unanswered' },
    { count: counts.incomplete, what: 'incomplete' },
    { count: counts.flagged, what: 'flagged' },
  ].filter(({ count }) => count > 0);
  const last = parts.pop();
  if (!last) return `All ${counts.total} questions are answered and none is flagged.`;
  const before = parts.map(({ count, what }) => `${count} ${what}`).join(', ');
  return `You have ${before === '' ? '' : `${before} and `}${questions(last.count, last.what)}.`;
}
