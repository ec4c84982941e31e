import { type GroupFigures, MINIMUM_GROUP } from '@/lib/domain/readiness/group-figures';
import type { CertificationReadiness } from '@/lib/features/readiness/contract';
import { formatCount, formatNumber } from '@/lib/ui/format';

const PEOPLE = { one: 'person', other: 'people' };

/** "9 of 24 people who prepare are likely to pass; for 6 there is no forecast yet." Always with its denominator. */
export function groupFinding({ people, left, counts }: GroupFigures): string {
  if (people === 0) return 'Nobody prepares for it yet.';
  const gone =
    left === 0
      ? ''
      : ` ${formatNumber(left)} of them left the organisation and ${left === 1 ? 'is' : 'are'} counted until the target is closed.`;
  if (!counts) {
    const prepare = people === 1 ? 'prepares' : 'prepare';
    return `${formatCount(people, PEOPLE)} ${prepare}. A group of fewer than ${MINIMUM_GROUP} gets no figures, because they would be about a person.${gone}`;
  }
  const unknown = counts.notEnoughEvidence + counts.notStarted;
  const known = `${formatNumber(counts.likely)} of ${formatCount(people, PEOPLE)} who prepare ${counts.likely === 1 ? 'is' : 'are'} likely to pass`;
  return `${unknown === 0 ? `${known}.` : `${known}; for ${formatNumber(unknown)} there is no forecast yet.`}${gone}`;
}

export function readinessFinding(certifications: readonly CertificationReadiness[]): string | null {
  const [only] = certifications;
  if (!only) return null;
  if (certifications.length === 1) return groupFinding(only.group);
  const known = certifications.filter(({ group }) => group.counts);
  const [first] = known;
  if (!first)
    return `No certification has ${MINIMUM_GROUP} people preparing yet, so there are no group figures.`;
  if (known.length === 1) return `${first.basis.certificationName}: ${groupFinding(first.group)}`;
  const likely = known.reduce((sum, { group }) => sum + (group.counts?.likely ?? 0), 0);
  const places = known.reduce((sum, { group }) => sum + group.people, 0);
  return `Over ${known.length} certifications, ${formatNumber(likely)} of ${formatNumber(places)} preparations are likely to end in a pass.`;
}
