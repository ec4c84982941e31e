import type { CertificationReadiness, GroupFigures } from '@/lib/features/readiness/contract';
import { MINIMUM_GROUP } from '@/lib/features/readiness/contract';
import { formatCount } from '@/lib/ui/format';

const PEOPLE = { one: 'person', other: 'people' };

/** "9 of 24 people who prepare are likely to pass; for 6 there is not enough evidence yet." Always with its denominator. */
export function groupFinding({ people, counts }: GroupFigures): string {
  if (people === 0) return 'Nobody prepares for it yet.';
  if (!counts) {
    return `${formatCount(people, PEOPLE)} prepare${people === 1 ? 's' : ''}: no figures for a group of fewer than ${MINIMUM_GROUP}.`;
  }
  const unknown = counts.notEnoughEvidence + counts.notStarted;
  const known = `${counts.likely} of ${formatCount(people, PEOPLE)} who prepare ${counts.likely === 1 ? 'is' : 'are'} likely to pass`;
  const open =
    unknown === 0
      ? 'about everybody there is enough evidence'
      : `about ${unknown} there is not enough evidence yet`;
  return `${known}; ${open}.`;
}

export function readinessFinding(certifications: readonly CertificationReadiness[]): string | null {
  const [only] = certifications;
  if (!only) return null;
  if (certifications.length === 1) return groupFinding(only.group);
  const known = certifications.filter(({ group }) => group.counts);
  const likely = known.reduce((sum, { group }) => sum + (group.counts?.likely ?? 0), 0);
  const places = known.reduce((sum, { group }) => sum + group.people, 0);
  if (known.length === 0)
    return `No certification has ${MINIMUM_GROUP} people preparing yet, so there are no group figures.`;
  return `${likely} of ${formatCount(places, { one: 'preparation', other: 'preparations' })} for ${formatCount(known.length, { one: 'certification', other: 'certifications' })} ${likely === 1 ? 'is' : 'are'} likely to end in a pass.`;
}
