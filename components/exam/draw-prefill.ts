import type { DrawOption } from '@/lib/features/exam/contract';
import { formatCount, formatList } from '@/lib/ui/format';
import { QUESTIONS } from './exam-words';

/** Enough to say something about a topic, and short enough for a practice. */
const PRACTICE_COUNT = 10;

/** Values of a query parameter that may occur never, once or several times. */
export const valuesOf = (value: string | string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

/**
 * The numbers with which a practice of the given topics starts: ten of each, or all there are. From the given bank, else from
 * the bank that has the most of the topic. Topics without questions are left out.
 *
 * @returns cell (`bank:topic`) -> number
 */
export function prefillDraws(
  options: readonly DrawOption[],
  topicIds: readonly string[],
  bankId: string | null,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    topicIds.flatMap((topicId) => {
      const own = options.filter(
        (option) => option.topicId === topicId && (bankId === null || option.bankId === bankId),
      );
      const [best] = own.sort((a, b) => b.available - a.available);
      return best ? [[`${best.bankId}:${topicId}`, Math.min(PRACTICE_COUNT, best.available)] as const] : [];
    }),
  );
}

export interface PracticeWords {
  /** A name to start from. */
  readonly name: string;
  readonly finding: string;
}

/** What a page says that came with draws, and the day in its name: names of exams are taken once. Null for one made from nothing. */
export function practiceWords(
  options: readonly DrawOption[],
  prefilled: Readonly<Record<string, number>>,
  day: string,
): PracticeWords | null {
  const drawn = options.filter(({ bankId, topicId }) => (prefilled[`${bankId}:${topicId}`] ?? 0) > 0);
  if (drawn.length === 0) return null;
  const total = Object.values(prefilled).reduce((sum, count) => sum + count, 0);
  const topics = formatList([...new Set(drawn.map(({ topic }) => topic))]);
  return {
    name: `Practice of ${day}: ${topics}`.slice(0, 120),
    finding: `A practice of ${formatCount(total, QUESTIONS)} on ${topics}, drawn for each learner. Change what you like, then assign it.`,
  };
}
