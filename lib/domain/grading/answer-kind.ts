/**
 * What became of one question of a closed attempt. A question that was passed over counts as wrong, in the score and as evidence.
 * One that was not reached counts in the score only: it says nothing about what the learner knows.
 */
export const ANSWER_KINDS = ['answered', 'omitted', 'notReached'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/**
 * The kinds of a whole form, in its order. Who submits has seen every question. Whom the clock stopped has seen those up to the last one
 * that they answered; until it is stored what was shown, nothing tells whether they saw more.
 *
 * Source: what is not reached is ignored and what is omitted is not, Lord 1974, Psychometrika 39:247.
 */
export function answerKinds(
  closedBy: 'submitted' | 'expired',
  isAnswered: readonly boolean[],
): readonly AnswerKind[] {
  const lastReached = closedBy === 'expired' ? isAnswered.lastIndexOf(true) : isAnswered.length - 1;
  return isAnswered.map((answered, place) => {
    if (answered) return 'answered';
    return place <= lastReached ? 'omitted' : 'notReached';
  });
}
