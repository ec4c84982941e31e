import { betaBinomialLogLikelihood, betaBinomialPmf, convolve } from './beta-binomial';
import { DOMAIN_PRIOR_STRENGTH, EXAM_OFFSET_DEVIATION } from './readiness-rules';

/** What a domain contributes: the questions that the exam has in it, and the learner's first-time answers. */
export type ForecastDomain = {
  readonly examItemCount: number;
  readonly correct: number;
  /** questions met for the first time; those left blank are wrong */
  readonly met: number;
};

/** The predicted score on one exam, and the learner's standing on an endless exam as hard as the practice. */
export type ScoreForecast = {
  /** scorePmf[s] = P(score = s), s = 0..number of questions */
  readonly scorePmf: readonly number[];
  /** mean and variance of the share correct, 0..1: what the answers leave uncertain about the learner */
  readonly standing: { readonly mean: number; readonly variance: number };
};

const OVERALL_POINTS = 60;

/** Grid points that carry less than this change no figure that anyone sees. */
const NEGLIGIBLE_WEIGHT = 1e-9;

/**
 * The exam's offset as five points with their weights: the Gauss-Hermite rule for a standard normal (Abramowitz and Stegun 1964,
 * table 25.10, rescaled), times its standard deviation.
 */
export const EXAM_OFFSETS = [
  { node: -2.8569700138728056, weight: 0.011257411327720688 },
  { node: -1.3556261799742657, weight: 0.22207592200561266 },
  { node: 0, weight: 0.5333333333333333 },
  { node: 1.3556261799742657, weight: 0.22207592200561266 },
  { node: 2.8569700138728056, weight: 0.011257411327720688 },
].map(({ node, weight }) => ({ logits: node * EXAM_OFFSET_DEVIATION, weight }));

/**
 * Forecasts the score on an exam of a blueprint. No simulation: every sum is exact up to the grid.
 *
 *   overall m ~ uniform on [0, 1], 60 midpoints
 *   domain  p_d | m ~ Beta(k m, k (1-m)), k = DOMAIN_PRIOR_STRENGTH; updated by the answers of that domain
 *   exam    logit p_d shifted by e ~ N(0, EXAM_OFFSET_DEVIATION²), the same for all domains
 *   score   sum over domains of beta-binomial counts, convolved at each (m, e) and mixed with their weights
 *
 * Limits, until item difficulties are known: practice questions that are easier than the exam make it too hopeful (the offset covers
 * chance, not bias), guessing isn't modelled, and evidence doesn't fade before it is out of date.
 *
 * Sources: hierarchical beta-binomial, Gelman et al. 2013, Bayesian Data Analysis, 5.3; summing scores over conditionally
 * independent parts, Lord and Wingersky 1984, Appl. Psychol. Meas. 8:453.
 */
export function forecastScore(domains: readonly ForecastDomain[]): ScoreForecast {
  const examLength = domains.reduce((sum, domain) => sum + domain.examItemCount, 0);
  const scorePmf = new Array<number>(examLength + 1).fill(0);
  let mean = 0;
  let meanSquare = 0;
  for (const { overall, weight } of overallPosterior(domains)) {
    const standing = standingGiven(domains, examLength, overall);
    mean += weight * standing.mean;
    meanSquare += weight * (standing.variance + standing.mean ** 2);
    for (const offset of EXAM_OFFSETS) {
      const mass = weight * offset.weight;
      for (const [score, p] of scorePmfGiven(domains, overall, offset.logits).entries()) {
        scorePmf[score] = (scorePmf[score] ?? 0) + mass * p;
      }
    }
  }
  return { scorePmf, standing: { mean, variance: Math.max(0, meanSquare - mean ** 2) } };
}

/** The posterior of the overall proportion on the grid, weights adding up to 1. */
function overallPosterior(domains: readonly ForecastDomain[]): { overall: number; weight: number }[] {
  const points = Array.from({ length: OVERALL_POINTS }, (_, i) => (i + 0.5) / OVERALL_POINTS);
  const logs = points.map((m) =>
    domains.reduce((sum, domain) => {
      const a = DOMAIN_PRIOR_STRENGTH * m;
      return sum + betaBinomialLogLikelihood(domain.correct, domain.met, a, DOMAIN_PRIOR_STRENGTH - a);
    }, 0),
  );
  // Only differences matter; without the largest taken out a few hundred answers underflow to zero everywhere.
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return points
    .map((overall, i) => ({ overall, weight: (weights[i] ?? 0) / total }))
    .filter(({ weight }) => weight > NEGLIGIBLE_WEIGHT);
}

/** Posterior mean of one domain at a given overall proportion, with the answers that it is worth. */
function domainGiven(domain: ForecastDomain, overall: number) {
  const strength = DOMAIN_PRIOR_STRENGTH + domain.met;
  return { p: (DOMAIN_PRIOR_STRENGTH * overall + domain.correct) / strength, strength };
}

function standingGiven(domains: readonly ForecastDomain[], examLength: number, overall: number) {
  let mean = 0;
  let variance = 0;
  for (const domain of domains) {
    const { p, strength } = domainGiven(domain, overall);
    const share = domain.examItemCount / examLength;
    mean += share * p;
    variance += (share ** 2 * p * (1 - p)) / (strength + 1);
  }
  return { mean, variance };
}

function scorePmfGiven(domains: readonly ForecastDomain[], overall: number, logits: number): number[] {
  return domains.reduce<number[]>(
    (pmf, domain) => {
      const { p, strength } = domainGiven(domain, overall);
      const shifted = shiftLogit(p, logits);
      return convolve(
        pmf,
        betaBinomialPmf(domain.examItemCount, shifted * strength, (1 - shifted) * strength),
      );
    },
    [1],
  );
}

/** A proportion moved by some logits; 0 and 1 stay where they are. */
export function shiftLogit(p: number, logits: number): number {
  const scaled = p * Math.exp(logits);
  return scaled / (1 - p + scaled);
}
