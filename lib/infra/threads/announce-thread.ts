import 'server-only';
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';

/** What a worker says of itself before it does anything else. */
export interface ThreadAnnouncement {
  readonly type: 'thread';
  /** As the system numbers its threads; null where it doesn't say. */
  readonly id: number | null;
}

/** Called by the worker itself: only a thread can ask the system who it is. */
export function announceThread(): void {
  const message: ThreadAnnouncement = { type: 'thread', id: ownThread() };
  parentPort?.postMessage(message);
}

function ownThread(): number | null {
  try {
    // "1234/task/1240" on Linux; other systems have no such place.
    const id = Number(basename(readlinkSync('/proc/thread-self')));
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}
