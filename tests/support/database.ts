import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type LoginUrls, loginUrls, prepareDatabase } from '@/scripts/cluster-roles';
import { withDatabase } from '@/scripts/connection-url';
import { withClient } from '@/scripts/database-client';
import { arrangeWith } from './administrator';

/** A migrated database that one test file has for itself. */
export interface TestDatabase {
  /** The administrator's connections: superuser, so row-level security does not bind them. For arranging and checking. */
  readonly admin: pg.Pool;
  readonly urls: LoginUrls & { readonly admin: string };
  /** Ends `admin`, disconnects everybody else and deletes the database. */
  readonly drop: () => Promise<void>;
}

/** Clones the template of this run (about 50 ms), or makes one that holds nothing. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function createTestDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const { adminUrl, passwords, ...server } = inject('testServer');
  const template = from === 'migrated' ? server.template : 'template0';
  const name = `cutscore_test_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = withDatabase(adminUrl, name);
  await prepareDatabase(url);
  const admin = new pg.Pool({ connectionString: url, max: 4 });
  // Dropping the database ends connections that idle in the pool; that is no failure of a test.
  admin.on('error', () => {});
  arrangeWith(admin);
  const drop = async () => {
    await admin.end();
    await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { admin, urls: { ...loginUrls(url, passwords), admin: url }, drop };
}
