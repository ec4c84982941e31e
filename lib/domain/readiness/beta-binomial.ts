/**
 * The beta-binomial distribution: right answers among `trials` when the chance of each is the same unknown p ~ Beta(a, b).
 * Source: Skellam 1948, J. R. Stat. Soc. B 10:257; as a true-score model of tests: Lord and Novick 1968, ch. 23.
 *
 * @param a above 0
 * @param b above 0
 * @returns pmf[k] = P(K = k), k = 0..trials
 */
export function betaBinomialPmf(trials: number, a: number, b: number): number[] {
  let none = 1;
  for (let i = 0; i < trials; i += 1) none *= (b + i) / (a + b + i);
  const pmf = [none];
  for (let k = 0; k < trials; k += 1) {
    pmf.push((((pmf[k] ?? 0) * (trials - k)) / (k + 1)) * ((a + k) / (b + trials - k - 1)));
  }
  return pmf;
}

/**
 * Log probability of one particular sequence with `correct` right of `answered`, p ~ Beta(a, b). The binomial coefficient is left
 * out: it is the same for every a and b.
 */
export function betaBinomialLogLikelihood(correct: number, answered: number, a: number, b: number): number {
  let log = 0;
  for (let i = 0; i < correct; i += 1) log += Math.log(a + i);
  for (let i = 0; i < answered - correct; i += 1) log += Math.log(b + i);
  for (let i = 0; i < answered; i += 1) log -= Math.log(a + b + i);
  return log;
}

/** The distribution of the sum of two independent counts. Indexed loops: this is where a forecast spends its time. */
export function convolve(left: readonly number[], right: readonly number[]): number[] {
  const sum = new Array<number>(left.length + right.length - 1).fill(0);
  for (let i = 0; i < left.length; i += 1) {
    const p = left[i] ?? 0;
    for (let j = 0; j < right.length; j += 1) sum[i + j] = (sum[i + j] ?? 0) + p * (right[j] ?? 0);
  }
  return sum;
}

/** P(K >= threshold) for K ~ Binomial(trials, p). */
export function binomialTail(trials: number, p: number, threshold: number): number {
  // Beta(p s, (1-p) s) closes in on the point p as s grows; 1e9 answers of certainty leave no error that a percent could show.
  const certain = 1e9;
  return betaBinomialPmf(trials, p * certain, (1 - p) * certain)
    .slice(threshold)
    .reduce((sum, mass) => sum + mass, 0);
}
