import 'server-only';
import { refuseStrongRoles } from './db/role-check';
import { env } from './env';
import { startSweeper } from './jobs/sweeper';

/** Refuses to start on a wrong configuration or with too strong a database role; then starts the sweeper. */
export async function startServer(): Promise<void> {
  try {
    env();
    await refuseStrongRoles();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  startSweeper();
}
