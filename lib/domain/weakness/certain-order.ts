import { type AnswerCounts, metCount } from '../statistics/answer-counts';
import { wilsonInterval } from '../statistics/wilson';

export type CertainOrder = 'weakest' | 'strongest';

/**
 * Orders single learners or cells, where there is no group to shrink towards: weakest first by the upper end of the 95 % interval,
 * strongest first by the lower end. Either way what is known for sure leads; by the raw percentage, or by the end that lies further
 * out, 1 of 4 would stand before 40 of 120. Without an answer: last.
 */
export function compareByCertainty(a: AnswerCounts, b: AnswerCounts, order: CertainOrder): number {
  const [left, right] = [wilsonInterval(a.correct, metCount(a)), wilsonInterval(b.correct, metCount(b))];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return order === 'weakest' ? left.upper - right.upper : right.lower - left.lower;
}
