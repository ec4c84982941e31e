/** The verdicts on a response. `unanswered` scores like `incorrect` but says something else to a learner. */
export const VERDICTS = ['correct', 'incorrect', 'unanswered'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Grades one response by exact match of option ids: all of the key and nothing else. Items with several keys are all-or-nothing,
 * as certification exams score them; part marks would reward ticking everything.
 *
 * @param selected ids of the chosen options, in any order; repeats don't count
 * @param key ids of the right options
 * @throws RangeError when the key is empty: such an item can't have been published
 */
export function gradeResponse(selected: readonly string[], key: readonly string[]): Verdict {
  if (key.length === 0) throw new RangeError('An item without a key cannot be graded.');
  const chosen = new Set(selected);
  if (chosen.size === 0) return 'unanswered';
  const wanted = new Set(key);
  return chosen.size === wanted.size && [...wanted].every((optionId) => chosen.has(optionId))
    ? 'correct'
    : 'incorrect';
}
