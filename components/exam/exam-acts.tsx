import { ActionButton } from '@/components/forms/action-button';
import { ButtonLink } from '@/components/ui/button-link';
import { restoreExam } from '@/lib/features/exam/actions';
import type { ExamView } from '@/lib/features/exam/contract';
import { paths } from '@/lib/ui/paths';
import { ArchiveExam } from './archive-exam';

/** What the reader can do with an exam as it stands. */
export function ExamActs({ exam }: { exam: Pick<ExamView, 'id' | 'name' | 'archived' | 'canChange'> }) {
  const { id, name, archived, canChange } = exam;
  if (archived) {
    return canChange ? (
      <ActionButton action={restoreExam} fields={{ examId: id }} pendingLabel="Restoring">
        Restore exam
      </ActionButton>
    ) : null;
  }
  return (
    <>
      <ButtonLink href={paths.assignExam(id)} variant="primary">
        Assign
      </ButtonLink>
      {canChange ? <ArchiveExam examId={id} name={name} /> : null}
    </>
  );
}
