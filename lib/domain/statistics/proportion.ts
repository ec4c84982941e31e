import { type Estimate, estimateFrom } from './estimate';
import type { IntervalLevel } from './interval';
import { wilsonInterval } from './wilson';

/**
 * A proportion with its Wilson interval, guarded by sample size.
 *
 * @param successes number of answers that count; fractions allowed for part marks
 * @param trials independent answers; fewer than 10 give `notEnough`
 * @returns value and interval as proportions in [0, 1]
 */
export function proportion(successes: number, trials: number, level: IntervalLevel = 0.95): Estimate {
  return estimateFrom(trials, () => ({
    value: successes / trials,
    interval: wilsonInterval(successes, trials, level),
  }));
}
