'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import { formatNumber } from '@/lib/ui/format';
import { LEVELS } from './message-words';

export interface Problems {
  /** In the order of their places. */
  readonly list: readonly ImportMessage[];
  /** Index of the one that is being looked at. */
  readonly current: number | null;
  /** Said by the live region. */
  readonly announcement: string;
  /** Moves the focus to its place in the source and says it. It may be missing in the list where that was cut. */
  readonly look: (message: ImportMessage) => void;
  /** The same for the first problem of a line. */
  readonly lookAtLine: (line: number) => void;
  readonly step: (direction: 1 | -1) => void;
  /** Makes the problem of a line the current one; the focus stays where it is. */
  readonly noticeLine: (line: number) => void;
  readonly say: (words: string) => void;
}

const same = (one: ImportMessage, other: ImportMessage): boolean =>
  one.line === other.line && one.column === other.column && one.code === other.code;

/** The problems of a preview, one of them current. A new preview keeps the place: what was repaired gives way to what follows it. */
export function useProblems(
  messages: readonly ImportMessage[] | undefined,
  goTo: (line: number, column: number) => void,
): Problems {
  const list = useMemo(
    () => [...(messages ?? [])].sort((one, other) => one.line - other.line || one.column - other.column),
    [messages],
  );
  const [looked, setLooked] = useState<ImportMessage | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const current = looked === null ? null : indexOf(list, looked);
  const place = useRef({ list, current, looked });
  place.current = { list, current, looked };
  const show = useCallback(
    (index: number) => {
      const message = place.current.list[index];
      if (message === undefined) return;
      setLooked(message);
      setAnnouncement(spoken(message, index, place.current.list.length));
      goTo(message.line, message.column);
    },
    [goTo],
  );
  const step = useCallback(
    (direction: 1 | -1) => {
      if (place.current.list.length > 0) show(next(place.current, direction));
    },
    [show],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [step]);
  const look = useCallback(
    (message: ImportMessage) => {
      const index = indexOf(place.current.list, message);
      if (index !== null) return show(index);
      setLooked(message);
      goTo(message.line, message.column);
    },
    [goTo, show],
  );
  const lookAtLine = useCallback(
    (line: number) => show(place.current.list.findIndex((message) => message.line === line)),
    [show],
  );
  const noticeLine = useCallback((line: number) => {
    const { list: all } = place.current;
    const found = all.find((message) => message.line === line);
    if (found) setLooked((before) => (before?.line === line ? before : found));
  }, []);
  return { list, current, announcement, look, lookAtLine, step, noticeLine, say: setAnnouncement };
}

function indexOf(list: readonly ImportMessage[], wanted: ImportMessage): number | null {
  const index = list.findIndex((message) => same(message, wanted));
  return index === -1 ? null : index;
}

/** The next problem, around the end; after one that is gone, the one that follows its place. */
function next(
  place: {
    readonly list: readonly ImportMessage[];
    readonly current: number | null;
    readonly looked: ImportMessage | null;
  },
  direction: 1 | -1,
): number {
  const { list, current, looked } = place;
  if (current !== null) return (current + direction + list.length) % list.length;
  if (looked === null) return direction === 1 ? 0 : list.length - 1;
  const after = list.findIndex(({ line }) => line >= looked.line);
  if (direction === 1) return after === -1 ? 0 : after;
  return after <= 0 ? list.length - 1 : after - 1;
}

function spoken(message: ImportMessage, index: number, total: number): string {
  const where = `Line ${formatNumber(message.line)}, column ${formatNumber(message.column)}`;
  const repairs = (message.fixes ?? []).map((fix) => fix.label);
  const offer = repairs.length === 0 ? '' : ` Repairs: ${repairs.join(', ')}.`;
  return `Problem ${index + 1} of ${total}. ${LEVELS[message.level].word}. ${where}. ${message.message}${offer}`;
}
