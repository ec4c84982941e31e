import { err, ok, type Result } from '../kernel/result';
import { checkWeights, type DomainWeight, type WeightCheck, weightSteps } from './domain-weight';

/** How many items of a form each domain gets, in the order of the blueprint. */
export type Allocation = {
  readonly perDomain: readonly {
    readonly domainId: string;
    readonly itemCount: number;
    /** the share before rounding, in items */
    readonly exactCount: number;
  }[];
  readonly itemCount: number;
  readonly weights: WeightCheck;
};

export type AllocationError =
  | { readonly code: 'noDomains' }
  | { readonly code: 'badCount'; readonly itemCount: number }
  | { readonly code: 'badWeight'; readonly domainId: string; readonly weightPercent: number }
  | { readonly code: 'duplicateDomain'; readonly domainId: string };

/**
 * Divides the items of a form among the domains by largest remainder (Hamilton's method): every domain gets the whole part of
 * its share, and the items left over go to the largest remainders. A tie goes to the larger weight, then to the earlier domain.
 *
 * Weights are normalised by their sum, whatever it is, so that a practice form over some of the domains works too; `weights`
 * says when the sum is not 100. Shares are computed in whole numbers, so that a tie is a tie on every machine.
 *
 * @param itemCount whole number of items from 0 up
 */
export function allocateItems(
  domains: readonly Pick<DomainWeight, 'domainId' | 'weightPercent'>[],
  itemCount: number,
): Result<Allocation, AllocationError> {
  const error = findError(domains, itemCount);
  if (error) return err(error);
  const steps = domains.map((domain) => weightSteps(domain.weightPercent));
  const sumSteps = steps.reduce((total, step) => total + step, 0);
  const shares = domains.map((domain, position) => {
    const scaled = (steps[position] ?? 0) * itemCount;
    return {
      domainId: domain.domainId,
      position,
      weight: steps[position] ?? 0,
      whole: Math.floor(scaled / sumSteps),
      remainder: scaled % sumSteps,
      exactCount: scaled / sumSteps,
    };
  });
  const leftOver = itemCount - shares.reduce((total, share) => total + share.whole, 0);
  const byRemainder = [...shares].sort(
    (a, b) => b.remainder - a.remainder || b.weight - a.weight || a.position - b.position,
  );
  const lucky = new Set(byRemainder.slice(0, leftOver).map((share) => share.position));
  return ok({
    perDomain: shares.map(({ domainId, position, whole, exactCount }) => ({
      domainId,
      itemCount: whole + (lucky.has(position) ? 1 : 0),
      exactCount,
    })),
    itemCount,
    weights: checkWeights(domains),
  });
}

function findError(
  domains: readonly Pick<DomainWeight, 'domainId' | 'weightPercent'>[],
  itemCount: number,
): AllocationError | null {
  if (domains.length === 0) return { code: 'noDomains' };
  if (!Number.isInteger(itemCount) || itemCount < 0) return { code: 'badCount', itemCount };
  const seen = new Set<string>();
  for (const { domainId, weightPercent } of domains) {
    if (!(weightSteps(weightPercent) > 0 && weightPercent <= 100)) {
      return { code: 'badWeight', domainId, weightPercent };
    }
    if (seen.has(domainId)) return { code: 'duplicateDomain', domainId };
    seen.add(domainId);
  }
  return null;
}

/** What is wrong and what to do, for the person who edits a blueprint or builds a form. */
export function allocationErrorText(error: AllocationError): string {
  switch (error.code) {
    case 'noDomains':
      return 'The blueprint has no domains. Add at least one.';
    case 'badCount':
      return `The number of questions is ${error.itemCount}. Enter a whole number from 0 up.`;
    case 'badWeight':
      return `The weight of ${error.domainId} is ${error.weightPercent} %. Enter more than 0 and at most 100.`;
    case 'duplicateDomain':
      return `The domain ${error.domainId} appears twice. Keep one of them.`;
  }
}
