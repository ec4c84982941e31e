import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Enough to recognise a process later: process ids are reused, a process id with its moment of birth is not. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly bornAt: string;
}

function ps(pid: number, column: 'command' | 'lstart'): string | null {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

function readProc(pid: number, file: 'cmdline' | 'stat'): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}

const hasProc = existsSync('/proc/self/stat');

/** The command line of a running process, arguments separated by spaces; null when there is none. */
export function commandOf(pid: number): string | null {
  if (!hasProc) return ps(pid, 'command');
  return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() || null;
}

/**
 * The start time (clock ticks since boot) out of /proc/<pid>/stat. The second field is the program's name in brackets
 * and may itself hold spaces and brackets, so counting starts behind the last bracket. A zombie counts as gone.
 */
export function startTicksOf(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}

/** The identity of a running process, or null when no such process runs. */
export function identityOf(pid: number): ProcessIdentity | null {
  if (!Number.isInteger(pid) || pid <= 1) return null;
  const stat = hasProc ? readProc(pid, 'stat') : null;
  const bornAt = hasProc ? stat && startTicksOf(stat) : ps(pid, 'lstart');
  return bornAt ? { pid, bornAt } : null;
}

/** True while exactly this process, not a later one with its number, runs. */
export function isStillRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.bornAt === identity.bornAt;
}

async function hasEndedWithin(identity: ProcessIdentity, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    if (!isStillRunning(identity)) return true;
    await sleep(25);
  }
  return !isStillRunning(identity);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the check and the signal.
  }
}

/**
 * Ends a process: each signal in turn, the next one only when the process outlives `patienceMs`.
 * With `group` the signal goes to its whole process group (the process must be a group leader).
 */
export async function endProcess(
  identity: ProcessIdentity,
  options: { signals: readonly NodeJS.Signals[]; patienceMs: number; group?: boolean },
): Promise<void> {
  for (const signal of options.signals) {
    if (!isStillRunning(identity)) return;
    send(options.group ? -identity.pid : identity.pid, signal);
    if (await hasEndedWithin(identity, options.patienceMs)) return;
  }
  throw new Error(`Process ${identity.pid} does not end. End it by hand, then run the command again.`);
}
