import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/ui/paths';

/** What the first page of those who teach says as long as there is nothing on it. */
export function NoCohorts({ seesAll }: { seesAll: boolean }) {
  return (
    <EmptyState
      title={seesAll ? 'There is no cohort yet' : 'You do not look after a cohort yet'}
      action={seesAll ? <ButtonLink href={paths.cohorts}>Make a cohort</ButtonLink> : null}
    >
      {seesAll
        ? 'A cohort is a group of learners who prepare together. What they answer in assigned exams shows here, topic by topic.'
        : 'An administrator puts you on the staff of a cohort; its weakest topics then show here.'}
    </EmptyState>
  );
}
