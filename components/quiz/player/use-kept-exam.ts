import { useEffect } from 'react';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { remainingAt } from '@/lib/domain/attempt/clock';
import { isFinal } from '@/lib/domain/attempt/outbox-event';
import { askToKeep, dropKept, keepKnown } from './kept-exam';
import type { SyncState } from './sync-ports';

/** Keeps the running exam on the device while it runs, with what the server has acknowledged; drops it at the end. */
export function useKeptExam(attemptId: string, seal: AnswerSeal, { outbox, clock }: SyncState): void {
  const { stored, access } = outbox;
  const isOver = isFinal(access) || access === 'other_person';
  useEffect(() => (seal.key === '' ? undefined : askToKeep(attemptId)), [attemptId, seal.key]);
  useEffect(() => {
    if (isOver) dropKept(attemptId);
  }, [isOver, attemptId]);
  useEffect(() => {
    // A page that only just opened knows nothing that the kept one doesn't.
    if (isOver || access === 'opening' || seal.key === '') return;
    const endsAtMs = Date.now() + remainingAt(clock, performance.now());
    keepKnown(attemptId, seal, { stored: [...stored.values()], endsAtMs }).catch(() => {
      // Private windows and full discs keep nothing; everything goes on online.
    });
  }, [attemptId, seal, stored, clock, access, isOver]);
}
