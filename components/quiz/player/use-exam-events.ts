import { useEffect, useState } from 'react';
import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import type { AttemptSync } from './attempt-sync';
import { readNotices, readTold } from './attempt-transport';

/** A stream that the server refused is asked for again after so long; until then renewals tell the same, later. */
const AGAIN_AFTER_MS = 30_000;

/** Follows what staff do to the running exam, as it happens: time and pauses go to the sync, and what was done is given back. */
export function useExamEvents(
  attemptId: string,
  sync: AttemptSync,
  first: readonly AttemptNotice[],
  isOn: boolean,
): readonly AttemptNotice[] {
  const [notices, setNotices] = useState(first);
  useEffect(() => {
    if (!isOn) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const now = await readNotices(attemptId);
      if (now) setNotices(now);
    };
    const open = () => {
      source = new EventSource(`/api/v1/attempts/${attemptId}/events`);
      source.addEventListener('state', (event) => sync.told(readTold(event.data)));
      source.addEventListener('notice', () => void read());
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_AFTER_MS);
      });
    };
    open();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [attemptId, sync, isOn]);
  return notices;
}
