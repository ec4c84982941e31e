import 'server-only';
import { dbPools } from '../db/pools';
import { log } from '../log';
import { wakeWorker } from './worker';

const EVERY_MS = 10_000;
/** At most this many of an organisation are closed in one sweep; the rest waits ten seconds. */
const PER_ORGANISATION = 200;

/**
 * Closes attempts whose time is over and releases results that have become due, organisation by organisation; then forgets drafts of
 * imports that nobody saved for a week, counters of the sign-in limits that are over, and marks of browsers that nobody used for 400
 * days. What fails in one organisation stops no other. Any number of processes may do this at once. Returns how many attempts were
 * closed; jobs grade them.
 */
export async function sweepOnce(): Promise<number> {
  const { jobs } = dbPools();
  const { rows } = await jobs.query<{ tenant_ids: string }>('SELECT identity.tenant_ids()');
  let closed = 0;
  for (const { tenant_ids: organisationId } of rows) {
    try {
      closed += await sweepOrganisation(organisationId);
    } catch (err) {
      log().error({ organisationId, err }, 'an organisation could not be swept; the others go on');
    }
  }
  await jobs.query('SELECT app.sweep_import_drafts()');
  // The sign-in throttle never looks at a counter that is over; without this they would only grow.
  await jobs.query('DELETE FROM identity.rate_limit WHERE expire < $1', [Date.now()]);
  await jobs.query("DELETE FROM identity.familiar_mark WHERE seen_at < now() - interval '400 days'");
  return closed;
}

async function sweepOrganisation(organisationId: string): Promise<number> {
  const { rows } = await dbPools().jobs.query<{ closed: number }>(
    'SELECT app.sweep_organisation($1, $2) AS closed',
    [organisationId, PER_ORGANISATION],
  );
  return rows[0]?.closed ?? 0;
}

/** Sweeps now and then every ten seconds, until the returned function is called. */
export function startSweeper(): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async () => {
    try {
      const closed = await sweepOnce();
      if (closed > 0) {
        log().info({ closed }, 'closed overdue attempts');
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
