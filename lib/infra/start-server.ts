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
    await refuseStrongRoles();
    replaceForwardedFor(env().TRUSTED_PROXIES);
    paceSignIns();
    shedPages();
    answerUnreadable();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  startSweeper();
  startWorker(writeImport);
}
