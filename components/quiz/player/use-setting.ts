import { useCallback, useSyncExternalStore } from 'react';
import { readStore, writeStore } from '@/lib/ui/browser-stores';

const listeners = new Set<() => void>();
const subscribe = (notify: () => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

function read(name: string): string | null {
  try {
    return readStore('setting', name);
  } catch {
    return null;
  }
}

/** A yes-or-no choice of the person, kept on the device for every exam. `initial` holds until they choose. */
export function useSetting(name: string, initial: boolean): [on: boolean, set: (on: boolean) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  );
  const set = useCallback(
    (on: boolean) => {
      try {
        writeStore('setting', name, on ? 'on' : 'off');
      } catch {
        // Then it holds for as long as the browser allows, which is not at all; the initial one stays.
      }
      for (const notify of listeners) notify();
    },
    [name],
  );
  return [value === null ? initial : value === 'on', set];
}
