'use client';

import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { IconName } from '@/components/ui/icon-paths';
import { type Outbox, type SavedState, savedState } from '@/lib/domain/attempt/outbox';
import { formatClock } from '@/lib/ui/format';

const ICONS = { saved: 'tick', saving: 'refresh', not_saved: 'warning' } as const satisfies Record<
  SavedState,
  IconName
>;

function wordsOf(state: SavedState, outbox: Outbox, timeZone: string): string {
  const count = outbox.waiting.size;
  switch (state) {
    case 'saved':
      return outbox.lastSavedAt
        ? `Saved ${formatClock(outbox.lastSavedAt, timeZone)}`
        : 'Nothing to save yet';
    case 'saving':
      return 'Saving…';
    case 'not_saved':
      return `Not saved: ${count} waiting`;
  }
}

/**
 * Whether the answers are on the server, with the server's time. It changes with every click, so it isn't read out; only
 * trouble and its end are.
 */
export function SavedNote({
  outbox,
  isReachable,
  timeZone,
}: {
  outbox: Outbox;
  isReachable: boolean;
  timeZone: string;
}) {
  const state = savedState(outbox, isReachable);
  return (
    <>
      <span
        data-saved={state}
        className={clsx(
          'flex items-center gap-1 text-13 whitespace-nowrap tabular-nums',
          state === 'not_saved' ? 'font-semibold text-below' : 'text-muted',
        )}
      >
        <Icon name={ICONS[state]} size="small" />
        {wordsOf(state, outbox, timeZone)}
      </span>
      <span role="status" className="sr-only">
        {useTrouble(state, outbox.waiting.size)}
      </span>
    </>
  );
}

/** "Not saved" once when it begins and "all saved" once when it ends; silent otherwise. */
function useTrouble(state: SavedState, waiting: number): string {
  const [words, setWords] = useState('');
  const troubled = useRef(false);
  useEffect(() => {
    if (state === 'not_saved' && !troubled.current) {
      troubled.current = true;
      setWords(
        `Not saved yet. Retrying; ${waiting === 1 ? 'one answer is' : `${waiting} answers are`} on this device.`,
      );
    } else if (state === 'saved' && troubled.current) {
      troubled.current = false;
      setWords('All answers are saved.');
    }
  }, [state, waiting]);
  return words;
}
