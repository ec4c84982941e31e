import 'server-only';
import { refuseStrongRoles } from './db/role-check';
import { env } from './env';
import { paceSignIns } from './http/paced-door';
import { replaceForwardedFor } from './http/request-source';
import { shedPages } from './http/shed-pages';
import { answerUnreadable } from './http/unreadable-address';
import { startSweeper } from './jobs/sweeper';
import { type ImportWork, startWorker } from './jobs/worker';

/**
 * Refuses to start on a wrong configuration or with too strong a database role; then
 * believes no header about where requests come from, and starts the sweeper and
 * the worker; `writeImport` writes one import that waits.
 */
export async function startServer(writeImport: ImportWork): Promise<void> {
  try {
    env();
  } catch (error) {
    giveUp(error, WRONG_CONFIGURATION);
  }
  try {
    await refuseStrongRoles();
    replaceForwardedFor(env().TRUSTED_PROXIES);
    paceSignIns();
    shedPages();
    answerUnreadable();
  } catch (error) {
    giveUp(error, 1);
  }
  startSweeper();
  startWorker(writeImport);
}

/** How a process ends that no other one could do better (scripts/serve.mjs): EX_CONFIG of sysexits.h. */
const WRONG_CONFIGURATION = 78;

function giveUp(error: unknown, code: number): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(code);
}
