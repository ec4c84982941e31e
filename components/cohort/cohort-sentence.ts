import type { CohortTotals, CohortView } from '@/lib/features/cohort/contract';
import { formatCount, formatList, formatNumber } from '@/lib/ui/format';

const PEOPLE = { one: 'person', other: 'people' } as const;
/** More names than these say nothing. */
const MOST_NAMES = 4;

/** "3 cohorts with 41 places taken. Nobody looks after 2 of them." Archived ones aside. */
export function cohortsSentence({ inUse, places, alone }: CohortTotals): string {
  if (inUse === 0) return 'There is no cohort in use yet.';
  const count = `${formatCount(inUse, { one: 'cohort', other: 'cohorts' })} with ${formatCount(places, { one: 'place', other: 'places' })} taken.`;
  if (alone === 0) return count;
  return `${count} Nobody looks after ${formatCount(alone, { one: 'of them', other: 'of them' })}.`;
}

/** "12 people prepare for Data Engineer Professional, looked after by Ines Carvalho." */
export function cohortSentence({ learnerCount, leftCount, certification, staff }: CohortView): string {
  const by = `looked after by ${staffWords(staff)}`;
  if (learnerCount === 0)
    return leftCount === 0
      ? `Nobody is enrolled yet, ${by}.`
      : `Nobody is in it now, ${formatNumber(leftCount)} left, ${by}.`;
  const who = formatCount(learnerCount, PEOPLE);
  const verb = learnerCount === 1 ? 'prepares' : 'prepare';
  const what = certification ? `${verb} for ${certification.name}` : 'with no certification in particular';
  return `${who} ${what}, ${by}.`;
}

function staffWords(staff: CohortView['staff']): string {
  if (staff.length === 0) return 'nobody yet';
  return staff.length > MOST_NAMES
    ? formatCount(staff.length, PEOPLE)
    : formatList(staff.map(({ name }) => name));
}
