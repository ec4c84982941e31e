/** One answer of one attempt: the revision that it was sent under, and the options. */
export interface AnswerRecord {
  readonly attemptId: string;
  readonly itemId: string;
  readonly rev: number;
  readonly selected: readonly string[];
}

/**
 * The acknowledged answers that a database does not hold any more. A stored answer of a later revision is no loss: it was
 * sent after the acknowledged one, and only its own acknowledgement is missing. The same revision with other options is.
 * Compared per (attempt, item), because a count of rows can't see an answer that fell back to an earlier one.
 */
export function findLostAnswers(
  acknowledged: readonly AnswerRecord[],
  stored: readonly AnswerRecord[],
): readonly AnswerRecord[] {
  const byPlace = new Map(stored.map((answer) => [placeOf(answer), answer]));
  return acknowledged.filter((answer) => {
    const kept = byPlace.get(placeOf(answer));
    if (!kept || kept.rev < answer.rev) return true;
    return kept.rev === answer.rev && optionsOf(kept) !== optionsOf(answer);
  });
}

const placeOf = ({ attemptId, itemId }: AnswerRecord): string => `${attemptId} ${itemId}`;
const optionsOf = ({ selected }: AnswerRecord): string => [...selected].sort().join(' ');
