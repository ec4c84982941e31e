/** A proportion with the number of answers that it is worth. */
export type WeighedProportion = { readonly value: number; readonly weight: number };

/**
 * The prior strength, in answers, may not leave these bounds: below 4 the shrinkage would do nothing for the smallest shown topic
 * (5 answers); above 100 a topic could hardly ever stand out.
 */
export const PRIOR_STRENGTH_MIN = 4;
export const PRIOR_STRENGTH_MAX = 100;

/** The beta prior that all topics of a cohort share: Beta(mean * strength, (1 - mean) * strength). */
export type TopicPrior = { readonly mean: number; readonly strength: number };

/**
 * Estimates the common prior from the topics themselves (empirical Bayes, method of moments):
 * the variance between topics is what is left of their spread after the binomial noise, and strength = mean(1-mean)/variance - 1.
 * Source: Kleinman 1973, JASA 68:46; Efron and Morris 1975, JASA 70:311, for why shrunken proportions rank better than raw ones.
 *
 * @returns null without any answer
 */
export function topicPrior(topics: readonly WeighedProportion[]): TopicPrior | null {
  const weight = topics.reduce((sum, topic) => sum + topic.weight, 0);
  if (weight === 0) return null;
  const mean = topics.reduce((sum, topic) => sum + topic.weight * topic.value, 0) / weight;
  const bernoulli = mean * (1 - mean);
  const spread = topics.reduce((sum, topic) => sum + topic.weight * (topic.value - mean) ** 2, 0);
  const squares = topics.reduce((sum, topic) => sum + topic.weight ** 2, 0);
  // E[spread] = (k-1)(bernoulli - between) + (weight - squares/weight) between, solved for the variance between topics.
  const degrees = Math.max(0, topics.filter((topic) => topic.weight > 0).length - 1);
  const slope = weight - squares / weight - degrees;
  const between = slope > 0 ? (spread - degrees * bernoulli) / slope : 0;
  const strength = between > 0 ? bernoulli / between - 1 : PRIOR_STRENGTH_MAX;
  return { mean, strength: Math.min(PRIOR_STRENGTH_MAX, Math.max(PRIOR_STRENGTH_MIN, strength)) };
}

/** The posterior mean of one topic under the common prior: few answers stay near the mean, many answers speak for themselves. */
export function shrink(topic: WeighedProportion, prior: TopicPrior): number {
  return (topic.weight * topic.value + prior.strength * prior.mean) / (topic.weight + prior.strength);
}
