import 'server-only';
import { dbPools } from '../db/pools';
import { log } from '../log';
import { wakeWorker } from './worker';

const EVERY_MS = 5000;
/** At most so many attempts whose time is over become jobs at once: a later lot would wait for the first to be marked. */
const CLOSINGS_AT_ONCE = 10_000;

/**
 * Makes jobs of what the clock has made due, over all organisations: attempts to be closed, results to be shown, drafts of imports to be
 * forgotten. Then forgets counters of the sign-in limits that are over, and marks of browsers that nobody used for 400 days. Three
 * statements, however many organisations there are; any number of processes may do this at once. Returns how many jobs there are more.
 */
export async function sweepOnce(): Promise<number> {
  const { jobs } = dbPools();
  const { rows } = await jobs.query<{ made: number }>('SELECT app.look_for_due($1) AS made', [
    CLOSINGS_AT_ONCE,
  ]);
  // The sign-in throttle never looks at a counter that is over; without this they would only grow.
  await jobs.query('DELETE FROM identity.rate_limit WHERE expire < $1', [Date.now()]);
  await jobs.query("DELETE FROM identity.familiar_mark WHERE seen_at < now() - interval '400 days'");
  return rows[0]?.made ?? 0;
}

/** Sweeps now and then every five seconds, until the returned function is called. */
export function startSweeper(): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async () => {
    try {
      const made = await sweepOnce();
      if (made > 0) {
        log().info({ made }, 'made jobs of what has become due');
        wakeWorker();
      }
    } catch (error) {
      log().warn({ err: error }, 'sweep failed; will try again');
    }
    if (!stopped) timer = setTimeout(run, EVERY_MS).unref();
  };
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
