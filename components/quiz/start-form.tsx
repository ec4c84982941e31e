'use client';

import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';

import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { startAttempt } from '@/lib/features/attempt/actions';

/** The one button that starts the clock. Pressing it twice ends in one attempt. */
export function StartForm({ assignmentId, label }: { assignmentId: string; label: string }) {
  const act = useAct(startAttempt);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex flex-col items-start gap-4">
      {state.status === 'failed' ? (
        <div role="alert">
          <Notice tone="danger" title="The exam was not started">
            {state.failure.message}
          </Notice>
        </div>
      ) : null}
      <input type="hidden" name="assignmentId" value={assignmentId} />
      <SubmitButton pendingLabel="Starting">{label}</SubmitButton>
    </ActionForm>
  );
}
