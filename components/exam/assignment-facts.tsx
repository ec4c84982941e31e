import { TextLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { type AssignmentView, FEEDBACK_TEXT, RELEASE_TEXT } from '@/lib/features/assignment/contract';
import { formatCount, formatDateTime, formatDuration, formatPercent } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { ATTEMPTS } from './exam-words';

const shuffleWords = ({ shuffleItems, shuffleOptions }: AssignmentView): string => {
  if (shuffleItems && shuffleOptions) return 'Questions and options shuffled';
  if (shuffleItems) return 'Questions shuffled, options in the author’s order';
  return shuffleOptions ? 'Questions in order, options shuffled' : 'Questions and options in order';
};

/** The rules of an assignment, for staff. */
export function AssignmentFacts({ assignment, timeZone }: { assignment: AssignmentView; timeZone: string }) {
  const feedback = FEEDBACK_TEXT[assignment.feedbackPolicy];
  const release = RELEASE_TEXT[assignment.releaseRule];
  return (
    <DefinitionList
      items={[
        {
          term: 'Exam',
          value: <TextLink href={paths.exam(assignment.examId)}>{assignment.examName}</TextLink>,
        },
        { term: 'For', value: assignment.target },
        {
          term: 'Window',
          value: `${formatDateTime(assignment.opensAt, timeZone)} to ${formatDateTime(assignment.closesAt, timeZone)}`,
        },
        {
          term: 'Time',
          value: `${formatDuration(assignment.minutes * 60)}, ${formatCount(assignment.attemptsAllowed, ATTEMPTS)}`,
        },
        { term: 'Cut', value: formatPercent(assignment.cutPercent) },
        { term: 'Learners see', value: `${feedback.label}. ${feedback.explanation}` },
        {
          term: 'They see it',
          value: assignment.releasedAt
            ? `Released by hand on ${formatDateTime(assignment.releasedAt, timeZone)}.`
            : `${release.label}. ${release.explanation}`,
        },
        { term: 'Order', value: shuffleWords(assignment) },
        { term: 'Assigned by', value: assignment.assignedBy },
      ]}
    />
  );
}
