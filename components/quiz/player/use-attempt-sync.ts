import { useEffect, useState, useSyncExternalStore } from 'react';
import type { StoredAnswer } from '@/lib/domain/attempt/answer';
import { deviceStore } from './answer-store';
import { AttemptSync, browserPorts, type SyncState } from './attempt-sync';
import { httpTransport } from './attempt-transport';
import { randomId, tabLease } from './tab-lease';

/** One AttemptSync for the life of the page, started with it, woken by the browser's own events. */
export function useAttemptSync(given: {
  attemptId: string;
  stored: readonly StoredAnswer[];
  remainingMs: number;
}): { sync: AttemptSync; state: SyncState } {
  const [sync] = useState(() => {
    const { attemptId, stored, remainingMs } = given;
    const ports = browserPorts(httpTransport(attemptId), deviceStore(attemptId));
    return new AttemptSync({ stored, remainingMs, lease: tabLease(attemptId), submitKey: randomId() }, ports);
  });
  const state = useSyncExternalStore(sync.subscribe, sync.state, sync.state);
  useEffect(() => {
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
  }, [sync]);
  return { sync, state };
}
