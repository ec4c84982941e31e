import { type AnswerCounts, metCount } from '../statistics/answer-counts';
import { FIRM_FROM } from '../statistics/estimate';
import { type Interval, positionAgainst } from '../statistics/interval';
import { wilsonInterval } from '../statistics/wilson';
import { designEffect, groupByTopic, type LearnerTopicSum, total } from './design-effect';
import { shrink, type TopicPrior, topicPrior } from './shrinkage';

/** A topic is judged from this many answers of this many learners on; one learner's bad day is not a weak topic. */
export const TOPIC_MINIMUM_ANSWERS = 5;
export const TOPIC_MINIMUM_LEARNERS = 3;
/** The cohort has to have answered this many questions before any topic is named as its weakest. */
export const COHORT_MINIMUM_ANSWERS = FIRM_FROM;

type TopicCounts = AnswerCounts & {
  readonly topicId: string;
  readonly name: string;
  /** who answered or passed over at least one of its questions */
  readonly learners: number;
};

/** What is known about a topic that has enough answers. Shares are 0 to 1. */
export type JudgedTopic = TopicCounts & {
  /** the interval against the cut decides: wholly below, wholly at or above, or neither */
  readonly state: 'below' | 'unclear' | 'above';
  readonly share: number;
  /** 95 % Wilson interval, widened by the design effect */
  readonly interval: Interval;
  /** posterior mean under the cohort's prior: for ranking, never shown */
  readonly shrunkenShare: number;
};

export type TopicWeakness = JudgedTopic | (TopicCounts & { readonly state: 'tooFew' | 'noEvidence' });

export type CohortWeakness = {
  readonly cutPercent: number;
  /** weakest first; then the topics with too few answers (most answers first), then those without any */
  readonly topics: readonly TopicWeakness[];
  readonly answered: number;
  readonly omitted: number;
  readonly learners: number;
  readonly designEffect: number;
};

/**
 * Finds the weak topics of a cohort from first exposures. Repeats must be left out by the caller: someone who repeats
 * a question until it is right would make its topic look strong.
 *
 * Ranking is by the shrunken estimate (see `topicPrior`), because raw percents put the smallest samples at both ends of every
 * list: 2 of 6 would lead over 50 of 120. The judgement against the cut uses the interval and not the shrunken estimate, so that a
 * topic is never called weak because the others are.
 *
 * @param sums one row per learner and topic; rows of unknown topics are ignored
 * @param cutPercent 0 to 100
 */
export function cohortWeakness(input: {
  readonly topics: readonly { readonly topicId: string; readonly name: string }[];
  readonly sums: readonly LearnerTopicSum[];
  readonly cutPercent: number;
}): CohortWeakness {
  const known = new Set(input.topics.map((topic) => topic.topicId));
  const sums = input.sums.filter((sum) => known.has(sum.topicId) && metCount(sum) > 0);
  const effect = designEffect(sums);
  const byTopic = groupByTopic(sums);
  const counts = input.topics.map(({ topicId, name }) => {
    const rows = byTopic.get(topicId) ?? [];
    return {
      topicId,
      name,
      correct: total(rows, 'correct'),
      answered: total(rows, 'answered'),
      omitted: total(rows, 'omitted'),
      learners: new Set(rows.map((row) => row.learnerId)).size,
    };
  });
  const prior = topicPrior(counts.map((topic) => weigh(topic, effect)));
  return {
    cutPercent: input.cutPercent,
    topics: counts.map((topic) => judge(topic, effect, prior, input.cutPercent)).sort(weakestFirst),
    answered: total(sums, 'answered'),
    omitted: total(sums, 'omitted'),
    learners: new Set(sums.map((sum) => sum.learnerId)).size,
    designEffect: effect,
  };
}

function weigh(topic: TopicCounts, effect: number) {
  const met = metCount(topic);
  return { value: met === 0 ? 0 : topic.correct / met, weight: met / effect };
}

function judge(
  topic: TopicCounts,
  effect: number,
  prior: TopicPrior | null,
  cutPercent: number,
): TopicWeakness {
  const met = metCount(topic);
  if (met === 0) return { ...topic, state: 'noEvidence' };
  const interval = wilsonInterval(topic.correct / effect, met / effect);
  const enough = topic.answered >= TOPIC_MINIMUM_ANSWERS && topic.learners >= TOPIC_MINIMUM_LEARNERS;
  if (!enough || interval === null || prior === null) return { ...topic, state: 'tooFew' };
  return {
    ...topic,
    state: positionAgainst(interval, cutPercent / 100),
    share: topic.correct / met,
    interval,
    shrunkenShare: shrink(weigh(topic, effect), prior),
  };
}

export function isJudged(topic: TopicWeakness): topic is JudgedTopic {
  return topic.state !== 'tooFew' && topic.state !== 'noEvidence';
}

/** Weakest shrunken estimate first; equal ones by more evidence, then by name, so that the order never depends on the input. */
function weakestFirst(a: TopicWeakness, b: TopicWeakness): number {
  if (isJudged(a) && isJudged(b)) {
    return a.shrunkenShare - b.shrunkenShare || b.answered - a.answered || compareNames(a.name, b.name);
  }
  if (isJudged(a) !== isJudged(b)) return isJudged(a) ? -1 : 1;
  return b.answered - a.answered || compareNames(a.name, b.name);
}

/** By code unit: the order of a tie has to be the same on every machine, which a locale's collation is not. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
