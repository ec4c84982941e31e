import { type AnswerCounts, metCount } from '../statistics/answer-counts';
import { bandOf, type MasteryBand } from './mastery-band';

/** A cell below this many answers keeps its number but gets no colour: one answer would move it by more than two bands. */
export const CELL_MINIMUM_ANSWERS = 5;

/** One cell of the learner by topic table. `percent` is not rounded. */
export type CellState =
  | { readonly state: 'noData' }
  | (AnswerCounts & { readonly state: 'tooFew'; readonly percent: number; readonly needed: number })
  | (AnswerCounts & { readonly state: 'band'; readonly band: MasteryBand; readonly percent: number });

/**
 * What a cell may show for the first-time answers of one learner. Whether there are enough of them is asked of answers given.
 *
 * @param cutPercent above 0 and at most 100
 */
export function cellState({ correct, answered, omitted }: AnswerCounts, cutPercent: number): CellState {
  const met = metCount({ answered, omitted });
  if (met === 0) return { state: 'noData' };
  // Multiply first: 57 / 100 * 100 is 56.99999999999999 in binary fractions, and the cut is a hard line.
  const percent = (100 * correct) / met;
  const counts = { correct, answered, omitted };
  if (answered < CELL_MINIMUM_ANSWERS)
    return { state: 'tooFew', percent, needed: CELL_MINIMUM_ANSWERS, ...counts };
  return { state: 'band', band: bandOf(percent, cutPercent), percent, ...counts };
}
