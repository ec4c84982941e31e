import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations, schemaDrift } from '@/scripts/schema-engine';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('a migrated database', () => {
  it('is what prisma/schema describes', async () => {
    expect(await schemaDrift(database.urls.admin)).toBe('');
  });

  it('has nothing left to apply', async () => {
    expect(await applyMigrations(database.urls.admin)).toEqual([]);
  });

  it('belongs to the three roles that nobody can sign in as', async () => {
    const { rows } = await database.admin.query<{ owner: string }>(
      `SELECT DISTINCT r.rolname AS owner FROM (
         SELECT relowner AS owner, relnamespace AS schema FROM pg_class
         UNION ALL SELECT proowner, pronamespace FROM pg_proc
           WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
       ) o JOIN pg_roles r ON r.oid = o.owner JOIN pg_namespace n ON n.oid = o.schema
       WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY owner`,
    );
    expect(rows.map(({ owner }) => owner)).toEqual(['app_auth', 'app_exam', 'app_owner']);
    const canLogIn = await database.admin.query(
      "SELECT 1 FROM pg_roles WHERE rolname IN ('app_auth', 'app_exam', 'app_owner') AND rolcanlogin",
    );
    expect(canLogIn.rowCount).toBe(0);
  });

  it('is reached by three roles that have no strength of their own and belong to no other role', async () => {
    const { rows } = await database.admin.query(
      `SELECT rolname FROM pg_roles r
        WHERE rolname IN ('app_rw', 'app_hr', 'app_jobs')
          AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication OR rolinherit)
          AND NOT EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid)
        ORDER BY rolname`,
    );
    expect(rows.map(({ rolname }) => rolname)).toEqual(['app_hr', 'app_jobs', 'app_rw']);
    for (const url of [database.urls.app, database.urls.hr, database.urls.jobs]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await expect(client.query('SET ROLE app_owner')).rejects.toThrow('permission denied');
      await client.end();
    }
  });

  it('shows a difference as the SQL that would remove it', async () => {
    await database.admin.query('ALTER TABLE organisation ADD COLUMN unplanned integer');
    expect(await schemaDrift(database.urls.admin)).toContain('DROP COLUMN "unplanned"');
  });
});
