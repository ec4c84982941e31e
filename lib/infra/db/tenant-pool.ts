import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { TenantScope } from '../tenant-scope';
import type { GateRules } from './connection-gate';
import { GatedPool } from './gated-pool';

const kept = globalThis as typeof globalThis & { cutscoreScope?: AsyncLocalStorage<TenantScope> };
kept.cutscoreScope ??= new AsyncLocalStorage<TenantScope>();

/**
 * The scope of the calls that are being made right now. Set only by `withTenant` and `inTransaction`. Kept on globalThis like the
 * pools that read it: a development server loads this module again, and old pools would look into an old storage.
 */
export const currentScope = kept.cutscoreScope;

/** After this long a statement of a tenant is stopped. */
const STATEMENT_MS = 5000;

/**
 * Opens a transaction, sets its limit and names the tenant in one message. The limit isn't the connection's: behind a pooler the next
 * transaction on it is somebody else's. Ids were checked when the scope was minted.
 */
function beginAs(scope: TenantScope): string {
  const { organisationId, actor } = scope;
  const member = actor.kind === 'member' ? `'${actor.membershipId}'` : 'NULL';
  const role = actor.kind === 'member' ? actor.role : 'system';
  return `BEGIN; SET LOCAL statement_timeout = ${STATEMENT_MS}; SELECT ctx.enter('${organisationId}', ${member}, '${role}')`;
}

function requireScope(): TenantScope {
  const scope = currentScope.getStore();
  if (!scope) throw new Error('A query was made outside withTenant or inTransaction');
  return scope;
}

type Query = (config: unknown, values?: unknown) => Promise<pg.QueryResult>;

/**
 * A connection pool on which every statement runs inside a transaction that has named its tenant.
 *
 * A statement outside a transaction is sent together with BEGIN + tenant and COMMIT, without waiting in between: one
 * round trip. Inside a transaction the BEGIN travels with the first statement: N + 1 round trips for N statements.
 * If naming the tenant fails, the transaction is aborted and the statement is refused with it.
 */
export class TenantPool extends GatedPool {
  constructor(config: pg.PoolConfig, rules: GateRules) {
    super({ ...config, pipeline: true } as pg.PoolConfig, rules);
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads; the driver adapter uses this one only.
  override async query(config: any, values?: any): Promise<any> {
    const begin = beginAs(requireScope());
    const client = await super.connect();
    let broken: Error | undefined;
    try {
      const [begun, done, ended] = await Promise.allSettled([
        client.query(begin),
        client.query(config, values),
        client.query('COMMIT'),
      ]);
      if (begun.status === 'rejected') {
        broken = asError(begun.reason);
        throw broken;
      }
      if (done.status === 'rejected') {
        if (ended.status === 'rejected') broken = asError(ended.reason);
        throw done.reason;
      }
      if (ended.status === 'rejected') {
        broken = asError(ended.reason);
        throw broken;
      }
      return done.value;
    } finally {
      client.release(broken);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above.
  override async connect(): Promise<any> {
    const begin = beginAs(requireScope());
    const client = await super.connect();
    const plain: Query = client.query.bind(client) as Query;
    const release = client.release.bind(client);
    let opening: Promise<unknown> | undefined;

    const query: Query = async (config, values) => {
      const text = typeof config === 'string' ? config : (config as { text: string }).text;
      if (text === 'BEGIN') {
        opening = plain(begin);
        opening.catch(() => {}); // reported by the next statement
        return { rows: [], fields: [], rowCount: 0, command: 'BEGIN', oid: 0 };
      }
      const running = plain(config, values);
      if (opening) {
        const opened = opening;
        opening = undefined;
        running.catch(() => {});
        await opened;
      }
      return running;
    };
    Object.assign(client, {
      query,
      release: (error?: Error | boolean) => {
        Object.assign(client, { query: plain, release });
        release(error);
      },
    });
    return client;
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
