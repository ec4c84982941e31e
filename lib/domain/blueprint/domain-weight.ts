/** One domain of an exam blueprint with its published weight. */
export type DomainWeight = {
  readonly domainId: string;
  readonly name: string;
  /** published share of the scored questions, in percent; above 0, at most 100 */
  readonly weightPercent: number;
};

/**
 * How the weights of a blueprint add up. Vendors publish whole percents, so honest lists may end at 99 or 101 through rounding;
 * anything further off is a typing error or a missing domain.
 */
export type WeightCheck = {
  readonly state: 'exact' | 'rounded' | 'wrong';
  readonly sumPercent: number;
};

const ROUNDING_SLACK_PERCENT = 1;
/** Weights are compared in ten-thousandths of a percent, where sums of decimal fractions are exact. */
const STEPS_PER_PERCENT = 10_000;

/** A weight as a whole number of ten-thousandths of a percent. */
export function weightSteps(weightPercent: number): number {
  return Math.round(weightPercent * STEPS_PER_PERCENT);
}

/** Adds the weights up without rounding noise. */
export function checkWeights(domains: readonly Pick<DomainWeight, 'weightPercent'>[]): WeightCheck {
  const steps = domains.reduce((total, domain) => total + weightSteps(domain.weightPercent), 0);
  const sumPercent = steps / STEPS_PER_PERCENT;
  if (steps === 100 * STEPS_PER_PERCENT) return { state: 'exact', sumPercent };
  const off = Math.abs(steps - 100 * STEPS_PER_PERCENT);
  return { state: off <= ROUNDING_SLACK_PERCENT * STEPS_PER_PERCENT ? 'rounded' : 'wrong', sumPercent };
}

/** What to say about the sum; null when there is nothing to say. */
export function weightNote(check: WeightCheck): string | null {
  switch (check.state) {
    case 'exact':
      return null;
    case 'rounded':
      return `The published weights add up to ${check.sumPercent}\u00a0%. Shares are scaled to 100\u00a0%.`;
    case 'wrong':
      return `The weights add up to ${check.sumPercent}\u00a0%, not 100\u00a0%. Check for a missing domain or a typing error.`;
  }
}
