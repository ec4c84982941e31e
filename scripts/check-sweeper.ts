import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { closePools, dbPools } from '@/lib/infra/db/pools';
import { startSweeper } from '@/lib/infra/jobs/sweeper';
import { startWorker } from '@/lib/infra/jobs/worker';
import { openExamRoom, type Sitting, seat } from '@/tests/support/sitting';
import { runCommand } from './administrator';
import { loginEnvironment, loginUrls } from './cluster-roles';
import { removeCluster, startCluster } from './embedded-postgres';
import { type Lifetime, withLifetime } from './lifetime';
import { newSecrets } from './local-database';
import { migrateDatabase } from './migrate-database';

/**
 * `npm run check:sweeper`: 5,000 attempts of 200 organisations whose time is over, with one in three of them that can't be closed and one that
 * can't be graded, and 2,000 organisations in which nothing is due; one process sweeps and works. Says how long until all are closed, marked and
 * counted, and what the idle organisations cost.
 */
const TENANTS = Number(process.env.TENANTS ?? 200);
const PER_TENANT = Number(process.env.PER_TENANT ?? 25);
const IDLE = Number(process.env.IDLE ?? 2000);
const CLOSED_WITHIN_SECONDS = 30;

const verdicts: boolean[] = [];
function report(isMet: boolean, words: string): void {
  verdicts.push(isMet);
  console.log(`${isMet ? 'ok     ' : 'FAILED '} ${words}`);
}

async function openDatabase(life: Lifetime): Promise<pg.Pool> {
  const folder = resolve('.cutscore', 'check-sweeper');
  await removeCluster(folder, () => {});
  mkdirSync(folder, { recursive: true });
  const cluster = await startCluster({ folder, durable: true, report: console.log });
  life.atEnd(async () => {
    await cluster.stop();
    await removeCluster(folder, () => {});
  });
  const adminUrl = cluster.adminUrl('cutscore');
  const logins = loginUrls(adminUrl, newSecrets().passwords);
  await migrateDatabase(adminUrl, logins);
  Object.assign(process.env, loginEnvironment(logins), {
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: 'only-for-a-check-only-for-a-check-only-for-a-check',
    LOG_LEVEL: 'silent',
  });
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // The server goes while connections idle in the pool.
  admin.on('error', () => {});
  life.atEnd(async () => {
    await closePools();
    await admin.end();
  });
  return admin;
}

/** Rooms of five learners each, who sit several exams. */
async function seatEverybody(): Promise<readonly (readonly Sitting[])[]> {
  const rooms: Sitting[][] = [];
  for (let tenant = 0; tenant < TENANTS; tenant += 1) {
    const room = await openExamRoom({ itemCount: 5, learnerCount: 5 });
    const sittings: Sitting[] = [];
    for (let nth = 0; nth < PER_TENANT; nth += 5)
      sittings.push(...(await Promise.all(room.learners.map((learner) => seat(room, learner)))));
    rooms.push(sittings);
  }
  return rooms;
}

/** Counts the statements that this process sends as the jobs' role from now on. */
function countStatements(): () => number {
  const { jobs } = dbPools();
  const query = jobs.query.bind(jobs);
  let count = 0;
  jobs.query = ((...given: Parameters<typeof query>) => {
    count += 1;
    return query(...given);
  }) as typeof jobs.query;
  return () => count;
}

async function blocksOfLooking(admin: pg.Pool): Promise<number> {
  const client = await admin.connect();
  try {
    await client.query('BEGIN; SET LOCAL ROLE app_jobs');
    const explain = 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT app.look_for_due(2000)';
    await client.query(explain);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(explain);
    return rows[0]?.['QUERY PLAN'][0].Plan['Shared Hit Blocks'] ?? Number.NaN;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** How many seconds until no more than `left` rows are found, looking every quarter of a second. */
async function until(admin: pg.Pool, left: number, from: string, begun: number): Promise<number> {
  for (;;) {
    const { rows } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`);
    const seconds = (performance.now() - begun) / 1000;
    if ((rows[0]?.n ?? 0) <= left || seconds > 300) return seconds;
    await sleep(250);
  }
}

async function check(life: Lifetime): Promise<void> {
  const admin = await openDatabase(life);
  const rooms = await seatEverybody();
  const all = rooms.flat();
  console.log(`${all.length} attempts of ${rooms.length} organisations are running`);
  const bad = rooms.slice(0, 3).map(([first]) => first?.attemptId ?? '');
  await admin.query(`
    CREATE FUNCTION public.no_close() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
    CREATE TRIGGER no_close BEFORE UPDATE ON attempt FOR EACH ROW
      WHEN (NEW.id IN ('${bad.join("', '")}') AND NEW.state = 'expired') EXECUTE FUNCTION public.no_close()`);
  const few = await blocksOfLooking(admin);
  await admin.query(
    `INSERT INTO organisation SELECT (jsonb_populate_record(NULL::organisation, to_jsonb(o) || jsonb_build_object('id', gen_random_uuid(), 'slug', 'idle-' || g))).*
     FROM (SELECT * FROM organisation LIMIT 1) o CROSS JOIN generate_series(1, $1::int) g`,
    [IDLE],
  );
  const many = await blocksOfLooking(admin);
  report(
    many <= few + 5,
    `looking for what is due reads ${few} blocks, ${many} with ${IDLE} organisations more`,
  );

  await admin.query(
    `UPDATE attempt SET started_at = started_at - interval '2 hours', deadline_at = now() - interval '6 seconds' WHERE state = 'in_progress'`,
  );
  const begun = performance.now();
  const stops = [startSweeper(), startWorker(async () => false)];
  const closed = await until(admin, bad.length, "attempt WHERE state = 'in_progress'", begun);
  report(
    closed <= CLOSED_WITHIN_SECONDS,
    `${all.length - bad.length} of ${all.length} overdue attempts closed in ${closed.toFixed(1)} s (at most ${CLOSED_WITHIN_SECONDS}); ${bad.length} can’t be and are set aside`,
  );
  const marked = await until(admin, 0, "attempt WHERE state IN ('submitted', 'expired')", begun);
  const folded = await until(admin, 0, 'attempt_grade WHERE NOT folded', begun);
  report(
    true,
    `all of these marked after ${marked.toFixed(1)} s, and in the sums after ${folded.toFixed(1)} s`,
  );
  const { rows } = await admin.query<{ subject_id: string; failure: string }>(
    'SELECT subject_id, failure FROM jobs.job WHERE tries > 0',
  );
  const aside = rows.map(({ subject_id }) => subject_id).sort();
  report(
    JSON.stringify(aside) === JSON.stringify([...bad].sort()) &&
      rows.every(({ failure }) => failure === 'not this one'),
    `${rows.length} jobs are set aside with their reason, in ${bad.length} organisations`,
  );

  const statements = countStatements();
  await sleep(20_000);
  const idle = statements() / 20;
  for (const stop of stops) stop();
  // A look of the worker every 1.5 s, three statements of a sweep every 5 s, and those that were set aside.
  report(idle < 2, `at rest ${idle.toFixed(1)} statements a second with ${IDLE + TENANTS} organisations`);
  if (verdicts.includes(false)) throw new Error('See above.');
}

await runCommand(() => withLifetime(check));
