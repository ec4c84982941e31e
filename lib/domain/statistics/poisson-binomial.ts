import { chiSquareTail } from './chi-square';

/** Up to here the distribution is computed in full; beyond, the normal curve is nearer than anyone can read. */
export const EXACT_TRIALS = 1000;

/** Trials of one kind: `trials` of them, each a success with `chance` (0..1). */
export interface TrialGroup {
  readonly trials: number;
  readonly chance: number;
}

/**
 * The probability of at least `successes` among independent trials with chances of their own (Poisson-binomial).
 *
 * Exact by adding one trial after another, P_m(s) = P_{m-1}(s)(1-p) + P_{m-1}(s-1)p, up to EXACT_TRIALS trials; beyond, the
 * normal curve with the same mean and variance and a continuity correction.
 * Source: Hong 2013, Computational Statistics and Data Analysis 59:41 (recursion 2.3 and normal approximation).
 */
export function atLeastSuccesses(groups: readonly TrialGroup[], successes: number): number {
  if (successes <= 0) return 1;
  const trials = groups.reduce((sum, group) => sum + group.trials, 0);
  if (successes > trials) return 0;
  if (trials > EXACT_TRIALS) return normalTail(groups, successes);
  const probability = new Float64Array(trials + 1);
  probability[0] = 1;
  let done = 0;
  for (const { trials: count, chance } of groups) {
    for (let trial = 0; trial < count; trial += 1) {
      done += 1;
      for (let s = done; s >= 0; s -= 1) {
        probability[s] =
          (probability[s] ?? 0) * (1 - chance) + (s === 0 ? 0 : (probability[s - 1] ?? 0) * chance);
      }
    }
  }
  // From the far end: the small terms first, so that a tiny tail keeps its digits.
  let tail = 0;
  for (let s = trials; s >= successes; s -= 1) tail += probability[s] ?? 0;
  return Math.min(1, tail);
}

function normalTail(groups: readonly TrialGroup[], successes: number): number {
  const mean = groups.reduce((sum, { trials, chance }) => sum + trials * chance, 0);
  const variance = groups.reduce((sum, { trials, chance }) => sum + trials * chance * (1 - chance), 0);
  if (variance === 0) return successes <= mean ? 1 : 0;
  const z = (successes - 0.5 - mean) / Math.sqrt(variance);
  // P(Z >= z) is half the two-sided tail, and Z² is chi-square with one degree of freedom.
  const half = chiSquareTail(z * z, 1) / 2;
  return z >= 0 ? half : 1 - half;
}
