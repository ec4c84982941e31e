'use client';

import { startTransition, useEffect } from 'react';
import { useAct } from '@/components/forms/use-act';
import { markChangesSeen } from '@/lib/features/key-correction/actions';

/** Takes the note off the learner's first page once the result has been on the screen. Failing that, the note stays. */
export function MarkSeen({ attemptId }: { attemptId: string }) {
  const { state, submit } = useAct(markChangesSeen);
  useEffect(() => {
    const form = new FormData();
    form.set('attemptId', attemptId);
    startTransition(() => submit(form));
  }, [attemptId, submit]);
  if (state.status !== 'failed') return null;
  return <p className="text-13 text-muted">The note on your first page stays: {state.failure.message}</p>;
}
