import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endServer } from './app-server';
import { endProcess, identityOf, isStillRunning, type ProcessIdentity } from './processes';

/** Who runs in a folder, so that the next run can end what a killed one left behind, and nothing else. */
interface RunRecord {
  readonly command: ProcessIdentity;
  readonly server: ProcessIdentity | null;
}

function recordFile(folder: string): string {
  return join(folder, 'run.json');
}

function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('bornAt' in value)) return false;
  return typeof value.pid === 'number' && typeof value.bornAt === 'string';
}

/** Parses a record; null when a kill cut it short. */
export function parseRunRecord(content: string): RunRecord | null {
  try {
    const { command, server } = JSON.parse(content);
    return isIdentity(command) ? { command, server: isIdentity(server) ? server : null } : null;
  } catch {
    return null;
  }
}

/** Records this process and, once it runs, its server. */
export function recordRun(folder: string, server: ProcessIdentity | null): void {
  const command = identityOf(process.pid);
  mkdirSync(folder, { recursive: true });
  writeFileSync(recordFile(folder), JSON.stringify({ command, server }));
}

export function forgetRun(folder: string): void {
  rmSync(recordFile(folder), { force: true });
}

/** Ends an earlier run of this folder, whether it still works or was killed half-way, and its server. */
export async function endEarlierRun(folder: string, report: (line: string) => void): Promise<void> {
  const file = recordFile(folder);
  const record = existsSync(file) ? parseRunRecord(readFileSync(file, 'utf8')) : null;
  if (record && record.command.pid !== process.pid && isStillRunning(record.command)) {
    report(`Stopping the run that is already here (process ${record.command.pid})`);
    await endProcess(record.command, { signals: ['SIGTERM', 'SIGKILL'], patienceMs: 30_000 });
  }
  if (record?.server && isStillRunning(record.server)) {
    report(`Stopping the server that an earlier run left behind (process ${record.server.pid})`);
    await endServer(record.server);
  }
  forgetRun(folder);
}
