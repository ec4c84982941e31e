import { bandOf, type MasteryBand } from './mastery-band';

/** A cell below this many answers keeps its number but gets no colour: one answer would move it by more than two bands. */
export const CELL_MINIMUM_ANSWERS = 5;

/** One cell of the learner by topic table. `percent` is not rounded. */
export type CellState =
  | { readonly state: 'noData' }
  | { readonly state: 'tooFew'; readonly correct: number; readonly answered: number; readonly needed: number }
  | {
      readonly state: 'band';
      readonly band: MasteryBand;
      readonly percent: number;
      readonly correct: number;
      readonly answered: number;
    };

/**
 * What a cell may show for `correct` of `answered` first-time answers.
 *
 * @param cutPercent above 0 and at most 100
 */
export function cellState(correct: number, answered: number, cutPercent: number): CellState {
  if (answered === 0) return { state: 'noData' };
  if (answered < CELL_MINIMUM_ANSWERS) {
    return { state: 'tooFew', correct, answered, needed: CELL_MINIMUM_ANSWERS };
  }
  // Multiply first: 57 / 100 * 100 is 56.99999999999999 in binary fractions, and the cut is a hard line.
  const percent = (100 * correct) / answered;
  return { state: 'band', band: bandOf(percent, cutPercent), percent, correct, answered };
}
