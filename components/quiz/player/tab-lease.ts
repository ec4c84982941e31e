import { dropStore, readStore, writeStore } from '@/lib/ui/browser-stores';
import type { Lease } from './sync-ports';

/** A random UUID (version 4). `crypto.randomUUID` exists only under https; an intranet may not have that. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const at = (index: number) => bytes[index] ?? 0;
  bytes[6] = (at(6) & 0x0f) | 0x40;
  bytes[8] = (at(8) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20, 32].map((end, part, ends) => hex.slice(ends[part - 1] ?? 0, end)).join('-');
}

/**
 * The lease of this tab. A reload gets the one that was left, so that it takes nothing over from itself; taking removes it,
 * so that a duplicated tab, which copies the session storage, gets one of its own.
 */
export function tabLease(attemptId: string): Lease {
  return {
    take: () => {
      try {
        const taken = readStore('lease', attemptId) ?? randomId();
        dropStore('lease', attemptId);
        writeStore('lastLease', attemptId, taken);
        return taken;
      } catch {
        return randomId();
      }
    },
    leave: (leaseId) => {
      try {
        writeStore('lease', attemptId, leaseId);
      } catch {
        // Without session storage a reload counts as a new tab; nothing is lost by that.
      }
    },
  };
}

/** The lease with which this browser wrote last; one that nobody has where it isn't known. */
export function lastLease(attemptId: string): string {
  try {
    return readStore('lastLease', attemptId) ?? randomId();
  } catch {
    return randomId();
  }
}

/** The attempt is over: nobody writes any more. */
export function dropLastLease(attemptId: string): void {
  try {
    dropStore('lastLease', attemptId);
  } catch {
    // No storage, nothing in it.
  }
}
