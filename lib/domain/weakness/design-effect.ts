import { type AnswerCounts, metCount } from '../statistics/answer-counts';

/** Sums of one learner on one topic, first exposures only. */
export type LearnerTopicSum = AnswerCounts & { readonly learnerId: string; readonly topicId: string };

/** Fewer learners than this say nothing about how much learners differ. */
const MINIMUM_CLUSTERS = 3;

/**
 * How many answers of the same learners weigh as much as one independent answer.
 *
 * Four answers of one person are not four persons: they share what that person knows. For each topic the variance of the
 * proportion p = Σ correct / Σ met over learners as clusters (ratio estimator, linearised) is
 *
 *   m/(m-1) Σ (correct_i - p met_i)² / (Σ met_i)²
 *
 * and the design effect is that over the variance p(1-p)/n of independent answers. Numerator and denominator are added up over the
 * topics before dividing, because a single topic has too few learners for a steady ratio. Source: Cochran 1977, Sampling
 * Techniques, ch. 9A; Kish 1965, Survey Sampling, 5.4; effective sample size in a Wilson interval: Korn and Graubard 1998, Surv.
 * Methodol. 24:193.
 *
 * @returns at least 1; 1 when no topic has three learners
 */
export function designEffect(sums: readonly LearnerTopicSum[]): number {
  let clustered = 0;
  let independent = 0;
  for (const learners of groupByTopic(sums).values()) {
    const met = learners.reduce((sum, learner) => sum + metCount(learner), 0);
    const p = total(learners, 'correct') / met;
    if (learners.length < MINIMUM_CLUSTERS) continue;
    const squares = learners.reduce(
      (sum, learner) => sum + (learner.correct - p * metCount(learner)) ** 2,
      0,
    );
    clustered += ((learners.length / (learners.length - 1)) * squares) / met ** 2;
    independent += (p * (1 - p)) / met;
  }
  return independent === 0 ? 1 : Math.max(1, clustered / independent);
}

/** Sums with at least one question met, by topic. */
export function groupByTopic(sums: readonly LearnerTopicSum[]): Map<string, LearnerTopicSum[]> {
  const byTopic = new Map<string, LearnerTopicSum[]>();
  for (const sum of sums) {
    if (metCount(sum) === 0) continue;
    const group = byTopic.get(sum.topicId);
    if (group) group.push(sum);
    else byTopic.set(sum.topicId, [sum]);
  }
  return byTopic;
}

export function total(sums: readonly LearnerTopicSum[], field: keyof AnswerCounts): number {
  return sums.reduce((sum, row) => sum + row[field], 0);
}
