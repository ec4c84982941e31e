import type { CohortRow, CohortView } from '@/lib/features/cohort/contract';
import { formatCount, formatList } from '@/lib/ui/format';

const PEOPLE = { one: 'person', other: 'people' } as const;

/** "3 cohorts with 41 people. Nobody looks after Autumn intake." */
export function cohortsSentence(rows: readonly CohortRow[]): string {
  if (rows.length === 0) return 'There is no cohort yet.';
  const places = rows.reduce((sum, row) => sum + row.learnerCount, 0);
  const alone = rows.filter(({ staffNames }) => staffNames.length === 0).map(({ name }) => name);
  const count = `${formatCount(rows.length, { one: 'cohort', other: 'cohorts' })} with ${formatCount(places, { one: 'place', other: 'places' })} taken.`;
  if (alone.length === 0) return count;
  return `${count} Nobody looks after ${alone.length > 3 ? formatCount(alone.length, { one: 'of them', other: 'of them' }) : formatList(alone)}.`;
}

/** "12 people prepare for Data Engineer Professional, looked after by Ines Carvalho." */
export function cohortSentence({ learners, certification, staff }: CohortView): string {
  const by =
    staff.length > 0
      ? `looked after by ${formatList(staff.map(({ name }) => name))}`
      : 'looked after by nobody yet';
  if (learners.length === 0) return `Nobody is enrolled yet, ${by}.`;
  const who = formatCount(learners.length, PEOPLE);
  const verb = learners.length === 1 ? 'prepares' : 'prepare';
  const what = certification ? `${verb} for ${certification.name}` : 'with no certification in particular';
  return `${who} ${what}, ${by}.`;
}
