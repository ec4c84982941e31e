'use client';

import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import { leaveAttempt } from '@/lib/features/attempt/actions';

export function LeaveExam({ attemptId, examName }: { attemptId: string; examName: string }) {
  const act = useAct(leaveAttempt);
  const { state } = act;
  const problems =
    state.status === 'failed' ? [{ fieldId: 'leave-exam', message: state.failure.message }] : [];
  return (
    <Dialog
      trigger="Leave this exam without a result"
      title={`Leave “${examName}” without a result?`}
      closeLabel="Keep sitting it"
    >
      <ActionForm id="leave-exam" act={act} className="flex flex-col gap-4">
        <ErrorSummary problems={problems} />
        <p>
          The attempt ends now and counts as used. Your answers are not marked and no statistics count them.
          This can’t be taken back.
        </p>
        <input type="hidden" name="attemptId" value={attemptId} />
        <div>
          <SubmitButton variant="danger" pendingLabel="Leaving">
            Leave without a result
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
