'use client';

import { useState, useSyncExternalStore } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import { readStore, writeStore } from '@/lib/ui/browser-stores';
import { formatDateTime } from '@/lib/ui/format';
import { noticeKey, noticeWords } from '@/lib/words/notice-words';

interface StaffNoticesProps {
  attemptId: string;
  notices: readonly AttemptNotice[];
  timeZone: string;
}

const never = () => () => {};

function read(attemptId: string): string | null {
  try {
    return readStore('hidden', attemptId);
  } catch {
    return null;
  }
}

/**
 * What staff did to this sitting and wasn't put away in this tab yet, the latest first, in one strip above the question. What was
 * put away stays so over a reload.
 */
export function StaffNotices({ attemptId, notices, timeZone }: StaffNoticesProps) {
  const kept = useSyncExternalStore(
    never,
    () => read(attemptId),
    () => null,
  );
  const [now, setNow] = useState(kept);
  const hidden = (now ?? kept ?? '').split(' ');
  const shown = notices.filter((notice) => !hidden.includes(noticeKey(notice))).reverse();
  const hide = () => {
    const keys = notices.map(noticeKey).join(' ');
    setNow(keys);
    try {
      writeStore('hidden', attemptId, keys);
    } catch {
      // Then they are back after a reload.
    }
  };
  return (
    <div role="status">
      {shown.length > 0 ? (
        <div className="border-b border-accent/40 bg-accent-soft">
          <div className="mx-auto flex w-full max-w-7xl flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2 md:px-8">
            <ul className="flex max-h-40 min-w-0 grow basis-72 flex-col gap-1 overflow-y-auto">
              {shown.map((notice) => {
                const { at, text, reason } = noticeWords(notice);
                return (
                  <li key={noticeKey(notice)} className="flex items-start gap-2">
                    <Icon name="info" />
                    <span>
                      <span className="text-muted tabular-nums">{formatDateTime(at, timeZone)}</span> {text}{' '}
                      <q>{reason}</q>
                    </span>
                  </li>
                );
              })}
            </ul>
            <button type="button" className={buttonClass('secondary', 'compact')} onClick={hide}>
              Hide
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
