import { useEffect, useState, useSyncExternalStore } from 'react';
import type { StoredAnswer } from '@/lib/domain/attempt/answer';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { deviceStore } from './answer-store';
import { AttemptSync } from './attempt-sync';
import { httpTransport } from './attempt-transport';
import type { SyncState } from './sync-ports';
import { browserPorts } from './sync-ports';
import { tabActs } from './tab-acts';
import { randomId, tabLease } from './tab-lease';

/** One AttemptSync for the life of the page, started with it, woken by the browser's own events. */
export function useAttemptSync(given: {
  attemptId: string;
  examName: string;
  items: readonly { readonly itemId: string; readonly position: number }[];
  seal: AnswerSeal;
  stored: readonly StoredAnswer[];
  remainingMs: number;
  isPaused: boolean;
}): { sync: AttemptSync; state: SyncState } {
  const [sync] = useState(() => {
    const { attemptId, stored, remainingMs, isPaused, seal, examName } = given;
    const positions = new Map(given.items.map(({ itemId, position }) => [itemId, position]));
    const nameOf = (itemId: string) => ({ exam: examName, question: positions.get(itemId) ?? 0 });
    const store = deviceStore(attemptId, seal, nameOf);
    const ports = browserPorts(httpTransport(attemptId), store, tabActs(attemptId));
    const positionOf = (itemId: string) => nameOf(itemId).question;
    const lease = tabLease(attemptId);
    return new AttemptSync(
      { stored, remainingMs, isPaused, lease, submitKey: randomId(), positionOf },
      ports,
    );
  });
  const state = useSyncExternalStore(sync.subscribe, sync.state, sync.state);
  const isReady = given.seal.key !== '';
  useEffect(() => {
    // A page that comes from the device waits for what this tab knew last (resumed-player.tsx).
    if (!isReady) return;
    void sync.start();
    const wake = () => sync.wake();
    const leave = () => sync.leave();
    const look = () => {
      if (document.visibilityState === 'visible') sync.wake();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (sync.state().outbox.waiting.size > 0) event.preventDefault();
    };
    window.addEventListener('online', wake);
    window.addEventListener('pageshow', look);
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', look);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', look);
      sync.stop();
    };
  }, [sync, isReady]);
  return { sync, state };
}
