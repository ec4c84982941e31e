import { readFileSync } from 'node:fs';

/** The processes that a process has started, by their ids; where the system tells (Linux). */
export function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
