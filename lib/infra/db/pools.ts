import 'server-only';
import pg from 'pg';
import { env } from '../env';
import { TenantPool } from './tenant-pool';

/** Limits that keep a frozen or overloaded database from piling up requests. Milliseconds. */
const LIMITS: pg.PoolConfig = {
  connectionTimeoutMillis: 2000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  statement_timeout: 5000,
  query_timeout: 6000,
  lock_timeout: 2000,
  idle_in_transaction_session_timeout: 10_000,
};

/** With fewer, one slow statement of a process would hold up all others of it. */
const LEAST_CONNECTIONS = 3;

const pools = globalThis as typeof globalThis & {
  cutscorePools?: { tenant: TenantPool; plain: pg.Pool; hr: TenantPool; jobs: pg.Pool };
};

/**
 * The connection pools of this process, opened at first use.
 * `tenant`: every read and write of a feature. `plain`: functions that prove a session or name the tenant themselves.
 * `hr`: readiness views only, as app_hr. `jobs`: the sweeper, as app_jobs.
 * Kept on globalThis, because a development server loads modules again after each change.
 */
export function dbPools() {
  if (!pools.cutscorePools) {
    const { APP_DATABASE_URL, HR_DATABASE_URL, JOBS_DATABASE_URL, POOL_SIZE, WORKERS } = env();
    const poolSize = Math.max(LEAST_CONNECTIONS, Math.ceil(POOL_SIZE / WORKERS));
    pools.cutscorePools = {
      tenant: new TenantPool({ ...LIMITS, connectionString: APP_DATABASE_URL, max: poolSize }),
      // Every page begins here and every answer of an exam is saved here: a frozen database is noticed within three seconds.
      plain: new pg.Pool({
        ...LIMITS,
        statement_timeout: 2500,
        query_timeout: 2800,
        connectionString: APP_DATABASE_URL,
        max: poolSize,
      }),
      hr: new TenantPool({ ...LIMITS, connectionString: HR_DATABASE_URL, max: 3 }),
      jobs: new pg.Pool({
        ...LIMITS,
        statement_timeout: 20_000,
        query_timeout: 21_000,
        connectionString: JOBS_DATABASE_URL,
        max: 2,
      }),
    };
    // An idle connection that the server closes must not end the process; the next query opens a new one.
    for (const pool of Object.values(pools.cutscorePools)) pool.on('error', () => {});
  }
  return pools.cutscorePools;
}

/** Closes every connection of this process. For scripts and tests. */
export async function closePools(): Promise<void> {
  const open = pools.cutscorePools;
  if (!open) return;
  delete pools.cutscorePools;
  await Promise.all(Object.values(open).map((pool) => pool.end()));
}
