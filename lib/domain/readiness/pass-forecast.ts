import { passMarkCount } from '../grading/pass-mark';
import { binomialTail } from './beta-binomial';
import { EXAM_OFFSETS, type ForecastDomain, forecastScore, shiftLogit } from './score-forecast';

/** The chance to pass with its range, and the score to expect. Probabilities are 0 to 1, scores are right answers. */
export type PassForecast = {
  readonly passProbability: number;
  /** the chance to pass at the 10th and the 90th percentile of the learner's standing */
  readonly range: { readonly lower: number; readonly upper: number };
  readonly expectedScore: number;
  /** 80 % predictive interval of the score; whole scores make it cover a little more */
  readonly scoreInterval: { readonly lower: number; readonly upper: number };
  readonly passMark: number;
  readonly questionCount: number;
};

/**
 * Forecasts whether the score reaches the cut.
 *
 * The range answers "what if the answers so far flatter (or belittle) the learner": the standing on an endless exam is given
 * a beta distribution with the forecast's mean and variance, and the chance to pass one exam is recomputed at its 10th and
 * 90th percentile, with the same uncertain offset of the exam. With more answers the two ends meet.
 *
 * @param cutPercent 0 to 100
 */
export function forecastPass(domains: readonly ForecastDomain[], cutPercent: number): PassForecast {
  const questionCount = domains.reduce((sum, domain) => sum + domain.examItemCount, 0);
  const passMark = passMarkCount(cutPercent, questionCount);
  const { scorePmf, standing } = forecastScore(domains);
  const passProbability = Math.min(
    1,
    scorePmf.slice(passMark).reduce((sum, mass) => sum + mass, 0),
  );
  const [low, high] = betaPercentiles(standing.mean, standing.variance, [0.1, 0.9]);
  return {
    passProbability,
    // Near 0 and 1 the mean of a curved function can lie outside its values at two percentiles; a range holds its estimate.
    range: {
      lower: Math.min(passProbability, chanceAt(low, questionCount, passMark)),
      upper: Math.max(passProbability, chanceAt(high, questionCount, passMark)),
    },
    expectedScore: scorePmf.reduce((sum, mass, score) => sum + mass * score, 0),
    scoreInterval: { lower: scoreAt(scorePmf, 0.1), upper: scoreAt(scorePmf, 0.9) },
    passMark,
    questionCount,
  };
}

/** The chance to pass for a learner whose standing is known, over the uncertain offset of the exam. */
function chanceAt(standing: number, questionCount: number, passMark: number): number {
  return EXAM_OFFSETS.reduce(
    (sum, { logits, weight }) =>
      sum + weight * binomialTail(questionCount, shiftLogit(standing, logits), passMark),
    0,
  );
}

/** The smallest score s with P(S <= s) >= level. */
function scoreAt(scorePmf: readonly number[], level: number): number {
  let cumulative = 0;
  for (const [score, mass] of scorePmf.entries()) {
    cumulative += mass;
    if (cumulative >= level) return score;
  }
  return scorePmf.length - 1;
}

const SHARE_POINTS = 2000;

/** Percentiles of the beta distribution with this mean and variance, by adding up its density at 2000 midpoints. */
function betaPercentiles(
  mean: number,
  variance: number,
  levels: readonly [number, number],
): [number, number] {
  const strength = (mean * (1 - mean)) / variance - 1;
  const a = mean * strength;
  const b = (1 - mean) * strength;
  const points = Array.from({ length: SHARE_POINTS }, (_, i) => (i + 0.5) / SHARE_POINTS);
  const logs = points.map((x) => (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x));
  const largest = Math.max(...logs);
  const masses = logs.map((log) => Math.exp(log - largest));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const at = (level: number) => {
    let cumulative = 0;
    const i = masses.findIndex((mass) => {
      cumulative += mass / total;
      return cumulative >= level;
    });
    return points[i] ?? mean;
  };
  return [at(levels[0]), at(levels[1])];
}
