import { useCallback, useEffect, useState } from 'react';
import type { Marks } from '@/lib/domain/attempt/activity';
import { readStore, writeStore } from '@/lib/ui/browser-stores';
import type { PlayerItem } from './player-item';

/** What a learner does on the side: options struck out, questions seen. It scores nothing. */
export interface Scratch {
  readonly struck: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
}

const EMPTY: Scratch = { struck: new Set(), seen: new Set() };

/** The marks of whatever device was here before, by the ids of this page. */
export function scratchOf(items: readonly PlayerItem[], { seen, struck }: Marks): Scratch {
  return {
    seen: new Set(items.filter(({ position }) => seen.has(position)).map(({ itemId }) => itemId)),
    struck: new Set(
      items.flatMap(({ position, options }) =>
        options.filter((_, place) => struck.has(`${position}:${place}`)).map(({ id }) => id),
      ),
    ),
  };
}

function read(attemptId: string): Scratch {
  try {
    const { struck, seen } = JSON.parse(readStore('scratch', attemptId) ?? '{}');
    return { struck: new Set(struck ?? []), seen: new Set(seen ?? []) };
  } catch {
    return EMPTY;
  }
}

function write(attemptId: string, { struck, seen }: Scratch): void {
  try {
    writeStore('scratch', attemptId, JSON.stringify({ struck: [...struck], seen: [...seen] }));
  } catch {
    // Nothing that counts is lost.
  }
}

function toggled(set: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (present) next.add(id);
  else next.delete(id);
  return next;
}

/** Kept for the tab, so that a reload shows the same marks; begins with those of whatever device was here before. */
export function useScratch(attemptId: string, begin: () => Scratch) {
  const [scratch, setScratch] = useState(begin);
  useEffect(() => {
    // Merged, because the first question was marked as seen before the storage could be read.
    const kept = read(attemptId);
    setScratch(({ struck, seen }) => ({
      struck: new Set([...kept.struck, ...struck]),
      seen: new Set([...kept.seen, ...seen]),
    }));
  }, [attemptId]);
  const change = useCallback(
    (update: (scratch: Scratch) => Scratch) =>
      setScratch((before) => {
        const after = update(before);
        if (after !== before) write(attemptId, after);
        return after;
      }),
    [attemptId],
  );
  const strike = useCallback(
    (optionId: string, present: boolean) =>
      change((before) =>
        before.struck.has(optionId) === present
          ? before
          : { ...before, struck: toggled(before.struck, optionId, present) },
      ),
    [change],
  );
  const see = useCallback(
    (itemId: string) =>
      change((before) =>
        before.seen.has(itemId) ? before : { ...before, seen: toggled(before.seen, itemId, true) },
      ),
    [change],
  );
  return { scratch, strike, see };
}
