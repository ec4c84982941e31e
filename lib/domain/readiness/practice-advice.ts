import type { DomainWeight } from '../blueprint/domain-weight';
import { type AnswerCounts, metCount } from '../statistics/answer-counts';
import { countText } from '../statistics/percent-text';
import { DOMAIN_PRIOR_STRENGTH } from './readiness-rules';

/** A domain with its priority: a share of practice, all shares adding up to 1. */
export type PracticePriority = DomainWeight & AnswerCounts & { readonly share: number };

export type PracticeAdvice = {
  readonly reason: 'noEvidence' | 'largestGain';
  readonly domain: PracticePriority;
  /** every domain, largest share first: draw practice in these proportions rather than from the first domain alone */
  readonly priorities: readonly PracticePriority[];
  readonly text: string;
};

/**
 * Advises what to practise next: the heaviest domain without any answer, since nothing is known about that part of the exam;
 * otherwise the domain with the largest weight times expected gain.
 *
 * The expected gain is p (1-p)²: the room to improve, 1-p, times the p(1-p) that says how much an attempt teaches; a domain that is
 * out of reach or already known gains little. p is the domain's proportion shrunken towards the learner's overall one by
 * DOMAIN_PRIOR_STRENGTH answers, so that two wrong answers don't send anyone off course.
 *
 * Always practising the weakest domain was the worst of the policies that were simulated, so the advice names one domain
 * but `priorities` spreads the practice over all of them.
 *
 * @returns null for an empty blueprint
 */
export function practiceAdvice(
  domains: readonly (DomainWeight & {
    readonly firstExposure: AnswerCounts;
  })[],
): PracticeAdvice | null {
  const correct = domains.reduce((sum, domain) => sum + domain.firstExposure.correct, 0);
  const met = domains.reduce((sum, domain) => sum + metCount(domain.firstExposure), 0);
  const overall = (correct + 1) / (met + 2);
  const needs = domains.map(({ domainId, name, weightPercent, firstExposure }) => {
    const p =
      (DOMAIN_PRIOR_STRENGTH * overall + firstExposure.correct) /
      (DOMAIN_PRIOR_STRENGTH + metCount(firstExposure));
    return { domainId, name, weightPercent, ...firstExposure, need: weightPercent * p * (1 - p) ** 2 };
  });
  const total = needs.reduce((sum, domain) => sum + domain.need, 0);
  const priorities = needs
    .map(({ need, ...domain }) => ({ ...domain, share: need / total }))
    .sort((a, b) => b.share - a.share);
  const unknown = priorities
    .filter((domain) => metCount(domain) === 0)
    .sort((a, b) => b.weightPercent - a.weightPercent)[0];
  const domain = unknown ?? priorities[0];
  if (domain === undefined) return null;
  const reason = unknown ? 'noEvidence' : 'largestGain';
  return { reason, domain, priorities, text: adviceText(reason, domain) };
}

function adviceText(reason: PracticeAdvice['reason'], domain: PracticePriority): string {
  const weight = `${domain.weightPercent}\u00a0% of the exam`;
  if (reason === 'noEvidence') return `Practise ${domain.name} next: ${weight}, and no answer yet.`;
  const blank = domain.omitted === 0 ? '' : `, ${domain.omitted} left blank`;
  const met = countText(metCount(domain), domain.omitted === 0 ? 'answer' : 'question');
  const far = `${domain.correct} of ${met} right so far${blank}`;
  return `Practise ${domain.name} next: ${weight}, ${far}. This is where practice is likely to add most.`;
}
