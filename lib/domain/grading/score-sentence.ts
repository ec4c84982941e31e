import { intervalText, percentText } from '../statistics/percent-text';
import type { CutResult, Score } from './score';

/**
 * An attempt in words: "41 of 59 correct, 69 % (95 % interval 57 to 80). 1 more would have reached the pass mark of 42."
 * A form without items gives "No scored questions."
 */
export function scoreSentence(score: Score, result: CutResult | null): string {
  if (score.percent === null || score.interval === null || result === null) return 'No scored questions.';
  const head = `${score.correct} of ${score.total} correct, ${percentText(score.percent / 100)} (${intervalText(score.interval)}).`;
  return `${head} ${marginText(result)}`;
}

function marginText(result: CutResult): string {
  if (result.margin < 0)
    return `${-result.margin} more would have reached the pass mark of ${result.passMark}.`;
  if (result.margin === 0) return `Exactly the pass mark of ${result.passMark}.`;
  return `${result.margin} above the pass mark of ${result.passMark}.`;
}
