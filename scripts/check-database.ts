import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { closePools } from '@/lib/infra/db/pools';
import { loginEnvironment, loginUrls } from './cluster-roles';
import { removeCluster, startCluster } from './embedded-postgres';
import type { Lifetime } from './lifetime';
import { newSecrets } from './local-database';
import { migrateDatabase } from './migrate-database';

/**
 * A database of a check's own, which counts what its statements read, with this process as its application. Gives the administrator's
 * connections.
 */
export async function openCheckDatabase(name: string, life: Lifetime): Promise<pg.Pool> {
  const folder = resolve('.cutscore', name);
  await removeCluster(folder, () => {});
  mkdirSync(folder, { recursive: true });
  const options = { folder, durable: true, report: console.log };
  let cluster = await startCluster(options);
  life.atEnd(async () => {
    await cluster.stop();
    await removeCluster(folder, () => {});
  });
  // Counting is loaded as the server starts.
  const early = new pg.Client({ connectionString: cluster.adminUrl('postgres') });
  await early.connect();
  await early.query('ALTER SYSTEM SET shared_preload_libraries = pg_stat_statements');
  // Neither pages nor bytes depend on whether somebody waits for the disk.
  await early.query('ALTER SYSTEM SET synchronous_commit = off');
  await early.end();
  await cluster.stop();
  cluster = await startCluster(options);
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
  await admin.query('CREATE EXTENSION pg_stat_statements');
  return admin;
}
