'use client';

import { useActionState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { archiveExam } from '@/lib/features/exam/actions';
import { problemsOf } from './form-problems';

export function ArchiveExam({ examId, name }: { examId: string; name: string }) {
  const [state, submit] = useActionState(archiveExam, IDLE);
  return (
    <Dialog trigger="Archive exam" title={`Archive “${name}”?`}>
      <form id="archive" action={submit} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'archive')} />
        <p>It can’t be assigned again. Assignments that exist go on, and all results stay.</p>
        <input type="hidden" name="examId" value={examId} />
        <div>
          <SubmitButton variant="danger" pendingLabel="Archiving">
            Archive exam
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
