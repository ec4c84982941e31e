import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { CohortEvidence } from '@/lib/features/evidence/contract';
import { paths } from '@/lib/ui/paths';

/** A cohort without a single counted answer: what would show here, and how to get there. */
export function NoEvidence({ evidence }: { evidence: CohortEvidence }) {
  const nobody = evidence.learners.length === 0;
  return (
    <EmptyState
      title={nobody ? 'Nobody is enrolled yet' : 'No answers yet'}
      action={nobody ? null : <ButtonLink href={paths.newExam}>Assign an exam</ButtonLink>}
    >
      {nobody
        ? 'An administrator enrols learners in the cohort. Their weakest topics then show here.'
        : 'As soon as the first exam is submitted, the topics show here, weakest first, with the evidence behind each.'}
    </EmptyState>
  );
}
