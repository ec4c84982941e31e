import type { AssignmentForMember } from '@/lib/features/assignment/contract';
import { formatDateTime } from '@/lib/ui/format';

const WHAT = {
  hidden: '',
  score_only: 'your score',
  right_wrong: 'your score and which questions were right',
  full: 'your score, every question with its key, and why each option is right or wrong',
} as const;

/** What a learner will see afterwards, and when. */
export function resultsAppearText(
  {
    feedbackPolicy,
    releaseRule,
    closesAt,
  }: Pick<AssignmentForMember, 'feedbackPolicy' | 'releaseRule' | 'closesAt'>,
  timeZone: string,
): string {
  if (feedbackPolicy === 'hidden') return 'None are shown; your instructor gets them.';
  const what = WHAT[feedbackPolicy];
  switch (releaseRule) {
    case 'on_submit':
      return `As soon as you submit: ${what}.`;
    case 'after_close':
      return `After ${formatDateTime(closesAt, timeZone)}: ${what}.`;
    case 'by_hand':
      return `When your instructor releases them: ${what}.`;
  }
}
