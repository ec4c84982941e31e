import 'server-only';
import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

/** Milliseconds of processor time that a worker has used since a moment. */
export type ThreadTime = () => number;

/**
 * Counts the processor time of one worker from now on. A clock would count what the rest of the machine does as well, and refuse on a busy
 * one what takes a second on another. Linux says what each thread used. Elsewhere it is no more than what the whole process used, and no
 * more than how long the worker was busy: the smaller of the two never ends a worker too early because of other programs.
 */
export function countThreadTime(worker: Worker, thread: number | null): ThreadTime {
  const exact = thread === null ? null : readThread(thread);
  if (thread !== null && exact !== null) return () => (readThread(thread) ?? exact) - exact;
  const cpu = process.cpuUsage();
  const busy = worker.performance.eventLoopUtilization();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const { active } = worker.performance.eventLoopUtilization(busy);
    return Math.min((user + system) / 1000, active);
  };
}

const NANOSECONDS_IN_MS = 1_000_000;

/** What a thread used since it began, in milliseconds; null where the system keeps no count. */
function readThread(thread: number): number | null {
  try {
    const [used] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ');
    const ms = Number(used) / NANOSECONDS_IN_MS;
    return Number.isFinite(ms) && ms > 0 ? ms : null;
  } catch {
    return null;
  }
}
