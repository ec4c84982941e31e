import 'server-only';
import type pg from 'pg';
import { env } from '../env';
import type { GateRules } from './connection-gate';
import { GatedPool } from './gated-pool';
import { TenantPool } from './tenant-pool';

/**
 * What this side waits for, in milliseconds. What the database itself stops is written on its roles (scripts/cluster-roles.ts) and, for a tenant's
 * transactions, sent with the tenant: a pooler between us takes no such limits at connecting.
 */
const WAITS: pg.PoolConfig = {
  connectionTimeoutMillis: 2000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  query_timeout: 6000,
};
/** A function that proves a session or names the tenant itself: a frozen database is noticed within three seconds. */
const SHORT_WAITS: pg.PoolConfig = { ...WAITS, query_timeout: 2800 };

/** With fewer, one slow statement of a process would hold up all others of it. */
const LEAST_CONNECTIONS = 3;

/** Answers and hand-ins wait rather than be refused; people who look at pages hear soon when that would take long. */
const EXAM: Omit<GateRules, 'size'> = { patienceMs: 5000, sheds: false };
const PAGE: Omit<GateRules, 'size'> = { patienceMs: 2000, sheds: true };
/** What nobody waits for. */
const BACKGROUND: Omit<GateRules, 'size'> = { patienceMs: 30_000, sheds: false };

const pools = globalThis as typeof globalThis & { cutscorePools?: ReturnType<typeof openPools> };

function openPools() {
  const { APP_DATABASE_URL, HR_DATABASE_URL, JOBS_DATABASE_URL, POOL_SIZE, WORKERS } = env();
  const size = Math.max(LEAST_CONNECTIONS, Math.ceil(POOL_SIZE / WORKERS));
  const asApp = { connectionString: APP_DATABASE_URL };
  return {
    exam: new GatedPool({ ...SHORT_WAITS, ...asApp }, { ...EXAM, size }),
    plain: new GatedPool({ ...SHORT_WAITS, ...asApp }, { ...PAGE, size }),
    tenant: new TenantPool({ ...WAITS, ...asApp }, { ...PAGE, size }),
    reports: new TenantPool({ ...WAITS, ...asApp }, { ...PAGE, size: LEAST_CONNECTIONS }),
    background: new TenantPool({ ...WAITS, ...asApp }, { ...BACKGROUND, size }),
    hr: new TenantPool({ ...WAITS, connectionString: HR_DATABASE_URL }, { ...PAGE, size: LEAST_CONNECTIONS }),
    jobs: new GatedPool(
      { ...WAITS, query_timeout: 21_000, connectionString: JOBS_DATABASE_URL },
      { ...BACKGROUND, size: 2 },
    ),
  };
}

/**
 * The connection pools of this process, opened at first use, one for each urgency, so that none waits for a less urgent one.
 * `exam`: what a running exam asks for. `plain`: functions with which every page begins, which prove a session. `tenant`: what
 * pages read and people change. `reports`: what goes through much of an organisation. `background`: work of the system on its
 * own, such as imports. `hr`: readiness views only, as app_hr. `jobs`: the sweeper and others over all tenants, as app_jobs.
 * Kept on globalThis, because a development server loads modules again after each change.
 */
export function dbPools() {
  if (!pools.cutscorePools) {
    pools.cutscorePools = openPools();
    // An idle connection that the server closes must not end the process; the next query opens a new one.
    for (const pool of Object.values(pools.cutscorePools)) pool.on('error', () => {});
  }
  return pools.cutscorePools;
}

/** A page proves the session, and asks for what it shows at least so often, the frame around it included. */
const READS_OF_PAGE = 3;

/** Whether a page that is asked for now could not be read in time. */
export function arePagesJammed(): boolean {
  const open = pools.cutscorePools;
  return open !== undefined && (open.plain.gate.isJammed() || open.tenant.gate.isJammed(READS_OF_PAGE));
}

/** Closes every connection of this process. For scripts and tests. */
export async function closePools(): Promise<void> {
  const open = pools.cutscorePools;
  if (!open) return;
  delete pools.cutscorePools;
  await Promise.all(Object.values(open).map((pool) => pool.end()));
}
