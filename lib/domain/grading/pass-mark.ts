/** Cut scores are exact to a ten-thousandth of a percent point; finer differences are rounding of the input. */
const STEPS_PER_PERCENT = 10_000;

/**
 * The number of right answers that reaches the cut: the smallest whole number that is not below cutPercent of the questions.
 *
 * Worked in whole ten-thousandths of a percent, because 0.07 * 100 is 7.000000000000001 in binary fractions and a plain ceil
 * would demand an eighth right answer.
 *
 * @param cutPercent 0 to 100
 * @param questionCount whole number of scored questions
 * @throws RangeError when either is out of range
 */
export function passMarkCount(cutPercent: number, questionCount: number): number {
  if (!(cutPercent >= 0 && cutPercent <= 100)) {
    throw new RangeError(`A cut score lies between 0 and 100 %, got ${cutPercent}.`);
  }
  if (!Number.isInteger(questionCount) || questionCount < 0) {
    throw new RangeError(`A number of questions is a whole number from 0 up, got ${questionCount}.`);
  }
  return Math.ceil((Math.round(cutPercent * STEPS_PER_PERCENT) * questionCount) / (100 * STEPS_PER_PERCENT));
}
