import { useEffect, useRef, useState } from 'react';
import { onBrowserNews, tellTabs } from '@/components/auth/browser-news';
import type { WriteAccess } from '@/lib/domain/attempt/outbox-event';
import { beginAs } from '@/lib/ui/browser-stores';
import { holdAttempt } from './attempt-lock';
import type { AttemptSync } from './attempt-sync';
import { AttemptTabs } from './attempt-tabs';

/** What another tab of this browser did to this one; null while nothing. */
export type FromOtherTab = 'took_over' | 'signed_out';

/** Keeps the tabs of one browser in step: one of them writes, and all of them know who is signed in. */
export function useBrowserTabs(
  { attemptId, owner }: { attemptId: string; owner: string },
  sync: AttemptSync,
  access: WriteAccess,
): FromOtherTab | null {
  const [from, setFrom] = useState<FromOtherTab | null>(null);
  const tabs = useRef<AttemptTabs | null>(null);
  useEffect(() => holdAttempt(attemptId), [attemptId]);
  useEffect(() => {
    tabs.current = new AttemptTabs({ attemptId, owner }, () => {
      if (sync.yieldToTab()) setFrom('took_over');
    });
    return () => tabs.current?.close();
  }, [attemptId, owner, sync]);
  useEffect(() => {
    if (access !== 'writing') return;
    setFrom(null);
    tabs.current?.tellTaken();
  }, [access]);
  useEffect(() => {
    beginAs(owner);
    tellTabs({ kind: 'person', mark: owner });
    return onBrowserNews((news) => {
      if (news.kind === 'signed_out') {
        sync.signedOutElsewhere();
        return setFrom('signed_out');
      }
      // Somebody else or this person again: whose the exam is now, the server says.
      const { access } = sync.state().outbox;
      if (access === 'signed_out' || access === 'other_person') void sync.claim();
      else if (news.mark !== owner) sync.wake();
    });
  }, [owner, sync]);
  return from;
}
