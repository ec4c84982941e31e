import 'server-only';
import { dbPools } from '../db/pools';
import { log } from '../log';

const EVERY_MS = 10_000;
/** At most this many of an organisation are closed, and graded, in one sweep; the rest waits ten seconds. */
const PER_ORGANISATION = 200;
/** An attempt that can't be graded is tried again after 15 s, then after twice as long each time, up to an hour. */
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

interface SetAside {
  readonly failures: number;
  readonly untilMs: number;
}
/** What could not be graded, by attempt. Known to this process only: another one tries once for itself. */
const setAside = new Map<string, SetAside>();

/**
 * Closes attempts whose time is over, grades what waits for it and releases results that have become due, organisation by
 * organisation; then forgets drafts of imports that nobody saved for a week, counters of the sign-in limits that are over, and
 * marks of browsers that nobody used for 400 days. What fails in one organisation, or with one attempt, stops no other.
 * Any number of processes may do this at once. Returns how many attempts were closed.
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
  const { rows } = await dbPools().jobs.query<{ closed: number; waiting: boolean }>(
    'SELECT closed, waiting FROM app.sweep_organisation($1, $2)',
    [organisationId, PER_ORGANISATION],
  );
  const [swept] = rows;
  if (swept?.waiting) await gradeWaiting(organisationId);
  return swept?.closed ?? 0;
}

async function gradeWaiting(organisationId: string): Promise<void> {
  for (let graded = 0; graded < PER_ORGANISATION; graded += 1) {
    const now = Date.now();
    const skipped = [...setAside].flatMap(([id, { untilMs }]) => (untilMs > now ? [id] : []));
    const { rows } = await dbPools().jobs.query<{ attempt_id: string | null; failure: string | null }>(
      'SELECT attempt_id, failure FROM app.grade_waiting($1, $2)',
      [organisationId, skipped],
    );
    const [{ attempt_id: attemptId = null, failure = null } = {}] = rows;
    if (attemptId === null) return;
    if (failure === null) setAside.delete(attemptId);
    else putAside(organisationId, attemptId, failure);
  }
}

function putAside(organisationId: string, attemptId: string, failure: string): void {
  const failures = (setAside.get(attemptId)?.failures ?? 0) + 1;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  setAside.set(attemptId, { failures, untilMs: Date.now() + pauseMs });
  log().error(
    { organisationId, attemptId, failure, failures, nextTryInMs: pauseMs },
    'an attempt can’t be graded; its answers are kept, and it will be tried again',
  );
}

/** Sweeps now and then every ten seconds, until the returned function is called. */
export function startSweeper(): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async () => {
    try {
      const closed = await sweepOnce();
      if (closed > 0) log().info({ closed }, 'closed overdue attempts');
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
