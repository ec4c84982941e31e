'use client';

import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';

import { Dialog } from '@/components/ui/dialog';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import { archiveExam } from '@/lib/features/exam/actions';
import { problemsOf } from './form-problems';

export function ArchiveExam({ examId, name }: { examId: string; name: string }) {
  const act = useAct(archiveExam);
  const { state } = act;
  return (
    <Dialog trigger="Archive exam" title={`Archive “${name}”?`}>
      <ActionForm id="archive" act={act} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'archive')} />
        <p>
          It can’t be assigned while it is archived. Assignments that exist go on, all results stay, and it
          can be restored from the archived exams.
        </p>
        <input type="hidden" name="examId" value={examId} />
        <div>
          <SubmitButton variant="danger" pendingLabel="Archiving">
            Archive exam
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
