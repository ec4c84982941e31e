import { type DomainWeight, weightSteps } from './domain-weight';
import { listText } from './list-text';

/** A blueprint against what there is for it: items of a bank, or first-time answers of a person. */
export type Coverage = {
  /** weight of the domains with evidence, as a share of all weights, in percent */
  readonly coveredWeightPercent: number;
  readonly perDomain: readonly (DomainWeight & { readonly count: number; readonly covered: boolean })[];
  /** domains below the minimum, heaviest first */
  readonly missing: readonly (DomainWeight & { readonly count: number })[];
  /** items or answers whose domain is not in this blueprint */
  readonly unmappedCount: number;
};

/**
 * Finds the part of an exam that has evidence behind it. Someone with 100 % on a bank that never asks about a domain has no
 * evidence for that domain's share of the exam, and this is where it shows.
 *
 * @param evidence counts per domain; several entries for a domain add up, an id of null is unmapped
 * @param minimumCount from how many a domain counts as covered
 */
export function coverage(
  domains: readonly DomainWeight[],
  evidence: readonly { readonly domainId: string | null; readonly count: number }[],
  minimumCount = 1,
): Coverage {
  const counts = new Map<string, number>(domains.map((domain) => [domain.domainId, 0]));
  let unmappedCount = 0;
  for (const { domainId, count } of evidence) {
    const known = domainId === null ? undefined : counts.get(domainId);
    if (domainId === null || known === undefined) unmappedCount += count;
    else counts.set(domainId, known + count);
  }
  const perDomain = domains.map((domain) => {
    const count = counts.get(domain.domainId) ?? 0;
    return { ...domain, count, covered: count >= minimumCount };
  });
  const stepsOf = (part: readonly DomainWeight[]) =>
    part.reduce((total, domain) => total + weightSteps(domain.weightPercent), 0);
  const all = stepsOf(perDomain);
  return {
    coveredWeightPercent: all === 0 ? 0 : (100 * stepsOf(perDomain.filter((domain) => domain.covered))) / all,
    perDomain,
    missing: perDomain
      .filter((domain) => !domain.covered)
      .map(({ covered: _, ...domain }) => domain)
      .sort((a, b) => b.weightPercent - a.weightPercent),
    unmappedCount,
  };
}

/** Coverage in a sentence: "Not covered yet: Security & Compliance, 10 % of the exam." */
export function coverageSentence(view: Coverage): string {
  if (view.perDomain.length === 0) return 'The blueprint has no domains.';
  if (view.missing.length === 0) return 'Every domain of the exam is covered.';
  if (view.missing.length === view.perDomain.length) return 'No domain of the exam is covered yet.';
  const names = view.missing.map((domain) => domain.name);
  return `Not covered yet: ${listText(names)}, ${Math.round(100 - view.coveredWeightPercent)}\u00a0% of the exam.`;
}
