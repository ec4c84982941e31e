import { type ItemContent, letterAt } from '@/lib/domain/item/item-content';
import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { formatList } from '@/lib/ui/format';

export const RESULTS = { one: 'result', other: 'results' } as const;
export const ATTEMPTS = { one: 'running attempt', other: 'running attempts' } as const;
export const QUESTIONS = { one: 'question', other: 'questions' } as const;
export const KEYS = { one: 'key', other: 'keys' } as const;
export const ANSWERS = { one: 'answer', other: 'answers' } as const;

/** "A", "A and C": the letters of a key in the author's order. */
export const keyLetters = ({ options }: ItemContent, key: readonly string[]): string =>
  formatList(options.flatMap(({ id }, at) => (key.includes(id) ? [letterAt(at)] : [])));

/** A policy in a table head or a list, where its full name would not fit. */
export const SHORT_POLICY: Readonly<Record<CorrectionPolicy, string>> = {
  full_credit: 'Full credit',
  both_keys: 'Both keys',
  current_key: 'Current only',
  no_regrade: 'No regrade',
};

/** What became of a pass. */
export function passWord(before: boolean, after: boolean): string {
  if (before === after) return after ? 'still passes' : 'still below';
  return after ? 'now passes' : 'no longer passes';
}
