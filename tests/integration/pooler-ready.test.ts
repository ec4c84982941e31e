import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callExamFunction, callFunction } from '@/lib/infra/db/plain';
import { dbPools } from '@/lib/infra/db/pools';
import { refuseStrongRoles } from '@/lib/infra/db/role-check';
import { withReport, withTenant } from '@/lib/infra/db/tenant';
import { startApplication } from '../support/application';
import { openExamRoom } from '../support/sitting';

/*
 * What a pooler in transaction mode needs: nothing is said when a connection begins, no statement has a name, and limits hold all the
 * same. `npm run check:pooler` tries it with one.
 */

const database = startApplication();
afterEach(() => vi.restoreAllMocks());

const LIMITS = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
  current_setting('idle_in_transaction_session_timeout') AS idle`;

describe('a connection of the application', () => {
  it('asks for nothing at its beginning that a pooler would refuse', async () => {
    const { admin } = await openExamRoom();
    await withTenant(admin.scope, (db) => db.$queryRaw`SELECT 1`);
    for (const pool of Object.values(dbPools())) {
      const client = new pg.Client(pool.options as pg.ClientConfig);
      const sent = (client as unknown as { getStartupConf(): Record<string, string> }).getStartupConf();
      expect(Object.keys(sent).sort()).toEqual(['database', 'user']);
    }
  });

  it('has the limits of its role, and a tenant’s transaction its own', async () => {
    const { admin } = await openExamRoom();
    const { exam, plain, jobs } = dbPools();
    for (const pool of [exam, plain])
      expect((await pool.query(LIMITS)).rows).toEqual([{ statement: '2500ms', lock: '2s', idle: '10s' }]);
    expect((await jobs.query(LIMITS)).rows).toEqual([{ statement: '20s', lock: '2s', idle: '10s' }]);
    const tenant = [{ statement: '5s', lock: '2s', idle: '10s' }];
    expect(await withTenant(admin.scope, (db) => db.$queryRawUnsafe(LIMITS))).toEqual(tenant);
    expect(await withReport(admin.scope, (db) => db.$queryRawUnsafe(LIMITS))).toEqual(tenant);
  });

  it('is refused to a server whose role has no limits', async () => {
    await database().admin.query('ALTER ROLE app_jobs SET lock_timeout = 0');
    try {
      await expect(refuseStrongRoles()).rejects.toThrow('The role app_jobs has no limits');
    } finally {
      await database().admin.query("ALTER ROLE app_jobs SET lock_timeout = '2s'");
    }
  });

  it('names no statement, whoever asks', async () => {
    const { admin } = await openExamRoom();
    const names: unknown[] = [];
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await withTenant(admin.scope, (db) => db.membership.findMany());
    await callFunction('identity.resolve_session', [Buffer.alloc(32)]);
    await callExamFunction('identity.resolve_session', [Buffer.alloc(32)]);
    for (const [config] of query.mock.calls as unknown as [unknown][])
      if (typeof config === 'object' && config !== null && 'name' in config) names.push(config.name);
    expect(query.mock.calls.length).toBeGreaterThan(4);
    expect(names.filter((name) => name !== undefined)).toEqual([]);
  });

  it('is the exam’s own: pages that hold all of theirs stop no answer', async () => {
    const { plain } = dbPools();
    const held = await Promise.all(Array.from({ length: plain.options.max ?? 0 }, () => plain.connect()));
    try {
      const startedAt = performance.now();
      expect(await callExamFunction('identity.resolve_session', [Buffer.alloc(32)])).toEqual([]);
      expect(performance.now() - startedAt).toBeLessThan(1000);
    } finally {
      for (const client of held) client.release();
    }
  });
});
