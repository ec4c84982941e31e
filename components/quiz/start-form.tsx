'use client';

import { useEffect, useMemo } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { routeAct } from '@/components/forms/route-act';
import { useAct } from '@/components/forms/use-act';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { paths } from '@/lib/ui/paths';
import { registerExamWorker } from './player/kept-exam';

/** The one button that starts the clock. Pressing it twice ends in one attempt. */
export function StartForm({ assignmentId, label }: { assignmentId: string; label: string }) {
  const start = useMemo(
    () =>
      routeAct(
        () => paths.startAttempt(assignmentId),
        ({ attemptId }) => paths.attempt(String(attemptId)),
      ),
    [assignmentId],
  );
  useEffect(registerExamWorker, []);
  const act = useAct(start);
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
      <SubmitButton pendingLabel="Starting">{label}</SubmitButton>
    </ActionForm>
  );
}
