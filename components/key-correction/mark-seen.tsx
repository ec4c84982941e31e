'use client';

import { useEffect } from 'react';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { markChangesSeen } from '@/lib/features/key-correction/actions';

/** Takes the note off the learner's first page once the result has been on the screen. Failing that, the note stays. */
export function MarkSeen({ attemptId }: { attemptId: string }) {
  useEffect(() => {
    const form = new FormData();
    form.set('attemptId', attemptId);
    markChangesSeen(IDLE, form).catch(() => {});
  }, [attemptId]);
  return null;
}
