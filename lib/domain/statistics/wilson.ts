import { type Interval, type IntervalLevel, normalQuantile } from './interval';

/**
 * Wilson's score interval for a proportion.
 *
 *   centre = (p + z²/2n) / (1 + z²/n),  half = z sqrt(p(1-p)/n + z²/4n²) / (1 + z²/n)
 *
 * Source: Wilson 1927, JASA 22:209; recommended over the textbook interval by Brown, Cai and DasGupta 2001, Stat. Sci. 16:101.
 * `successes` may be fractional (part marks, or counts divided by a design effect): a variable inside [0, 1] with mean p never
 * varies more than p(1-p), so the interval is then at least as wide as needed.
 *
 * @param successes 0 <= successes <= trials
 * @param trials number of independent answers; 0 gives null
 * @returns ends as proportions in [0, 1]
 * @throws RangeError when the counts can't be counts
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  level: IntervalLevel = 0.95,
): Interval | null {
  if (!(trials >= 0 && successes >= 0 && successes <= trials && Number.isFinite(trials))) {
    throw new RangeError(`Expected 0 <= successes <= trials, got ${successes} of ${trials}.`);
  }
  if (trials === 0) return null;
  const z = normalQuantile(level);
  const p = successes / trials;
  const denominator = 1 + (z * z) / trials;
  const centre = (p + (z * z) / (2 * trials)) / denominator;
  const half = (z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials))) / denominator;
  return {
    // At 0 and n successes the end is exact in theory; rounding would leave 1e-17 and print as a wrong "above".
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === trials ? 1 : Math.min(1, centre + half),
    level,
  };
}
