import { countText } from './percent-text';

/**
 * What became of questions that were met for the first time. `answered` is the n that is shown. What was left blank is wrong, so
 * shares are of all that were met; `correct` can even be more than `answered`, where a correction gives everybody the point.
 */
export type AnswerCounts = {
  readonly correct: number;
  readonly answered: number;
  readonly omitted: number;
};

export const NO_ANSWERS: AnswerCounts = { correct: 0, answered: 0, omitted: 0 };

/** How many questions were met: what a share is of. */
export const metCount = ({ answered, omitted }: Omit<AnswerCounts, 'correct'>): number => answered + omitted;

export function sumCounts(counts: readonly AnswerCounts[]): AnswerCounts {
  return counts.reduce(
    (sum, each) => ({
      correct: sum.correct + each.correct,
      answered: sum.answered + each.answered,
      omitted: sum.omitted + each.omitted,
    }),
    NO_ANSWERS,
  );
}

/** "33 answers, 5 left blank": an n with what counts as wrong beside it. */
export function answersText({ answered, omitted }: Omit<AnswerCounts, 'correct'>): string {
  const answers = countText(answered, 'answer');
  return omitted === 0 ? answers : `${answers}, ${omitted} left blank`;
}
