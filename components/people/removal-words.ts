import type { RemovalPlan } from '@/lib/features/people/contract';
import { formatCount } from '@/lib/ui/format';

/** What taking somebody out does, from its plan: a part that nothing happens to isn't named, and what stays is. */
export function removalSentence({ running, over, staffOf, exams, invited }: RemovalPlan): string {
  const parts = [
    invited
      ? 'Their invitation doesn’t work any more.'
      : 'They lose access to this organisation with their next click.',
    running > 0
      ? `${formatCount(running, { one: 'exam that they are sitting ends as it stands when its', other: 'exams that they are sitting end as they stand when their' })} time is over.`
      : '',
    staffOf > 0
      ? `They no longer look after ${formatCount(staffOf, { one: 'cohort', other: 'cohorts' })}, also when they come back.`
      : '',
    exams > 0
      ? `Only administrators can then archive and change ${formatCount(exams, { one: 'exam of theirs', other: 'exams of theirs' })}.`
      : '',
    over > 0
      ? `${formatCount(over, { one: 'attempt is', other: 'attempts are' })} kept with the evidence.`
      : '',
    'You can take them back at any time.',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
