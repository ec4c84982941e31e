import { type Interval, type Position, positionAgainst } from '../statistics/interval';
import { wilsonInterval } from '../statistics/wilson';
import type { Verdict } from './grade-response';
import { passMarkCount } from './pass-mark';

/** The score of one attempt. `percent` and `interval` are null for a form without items. */
export type Score = {
  readonly correct: number;
  readonly total: number;
  readonly answered: number;
  /** 0 to 100, not rounded */
  readonly percent: number | null;
  /**
   * 95 % Wilson interval of the share correct, 0 to 1: what would be expected over other items of the same kind. The items of
   * one form are a sample, so even a finished exam has an interval.
   */
  readonly interval: Interval | null;
};

/** Adds up the verdicts of one attempt; unanswered items count in the total. */
export function scoreAttempt(items: readonly { readonly verdict: Verdict }[]): Score {
  const correct = items.filter((item) => item.verdict === 'correct').length;
  const answered = items.filter((item) => item.verdict !== 'unanswered').length;
  const total = items.length;
  return {
    correct,
    total,
    answered,
    percent: total === 0 ? null : (100 * correct) / total,
    interval: wilsonInterval(correct, total),
  };
}

/** A score against the cut. */
export type CutResult = {
  readonly cutPercent: number;
  /** right answers needed */
  readonly passMark: number;
  readonly passed: boolean;
  /** right answers above (or, negative, below) the pass mark */
  readonly margin: number;
  /** where the interval lies: `unclear` means that other items of the same kind could well have turned the result */
  readonly position: Position;
};

/**
 * Decides an attempt. The count decides, never the rounded percent; the interval only says how clear the decision is.
 *
 * @param cutPercent 0 to 100
 * @returns null for a form without items: there is nothing to pass
 */
export function resultAgainstCut(score: Score, cutPercent: number): CutResult | null {
  const passMark = passMarkCount(cutPercent, score.total);
  if (score.interval === null) return null;
  return {
    cutPercent,
    passMark,
    passed: score.correct >= passMark,
    margin: score.correct - passMark,
    position: positionAgainst(score.interval, cutPercent / 100),
  };
}
