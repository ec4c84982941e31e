import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { err } from '@/lib/domain/kernel/result';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { dangerousSystemScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { findHoles, tenantTables } from '../support/rls-catalogue';

const database = startApplication();

async function asRole<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createOrganisation(name: string) {
  const scope = dangerousSystemScope(newId(), 'test');
  await inTransaction(scope, async (tx) => {
    await tx.organisation.create({
      data: { id: scope.organisationId, slug: `${name}-${scope.organisationId}`, name },
    });
    await tx.bank.create({
      data: { organisationId: scope.organisationId, id: newId(), name: `${name} bank` },
    });
  });
  return scope;
}

describe('the catalogue', () => {
  it('has no hole in the tenant boundary', async () => {
    expect(await tenantTables(database().admin)).toHaveLength(51);
    expect(await findHoles(database().admin)).toEqual([]);
  });

  const mutants: readonly (readonly [what: string, breakIt: string, mendIt: string])[] = [
    [
      'FORCE is off on one table',
      'ALTER TABLE bank NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE bank FORCE ROW LEVEL SECURITY',
    ],
    [
      'security is off on one table',
      'ALTER TABLE attempt DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE attempt ENABLE ROW LEVEL SECURITY',
    ],
    [
      'a policy lets everyone pass',
      'CREATE POLICY open ON item TO app_rw USING (true)',
      'DROP POLICY open ON item',
    ],
    ['a table has no organisation', 'CREATE TABLE stray (id uuid PRIMARY KEY)', 'DROP TABLE stray'],
    [
      'a foreign key leaves the organisation out',
      'ALTER TABLE bank ADD CONSTRAINT bank_id_only UNIQUE (id); ALTER TABLE item ADD CONSTRAINT stray_fk FOREIGN KEY (bank_id) REFERENCES bank (id)',
      'ALTER TABLE item DROP CONSTRAINT stray_fk; ALTER TABLE bank DROP CONSTRAINT bank_id_only',
    ],
    [
      'a key leaves the organisation out',
      'CREATE UNIQUE INDEX stray ON attempt_form (attempt_id)',
      'DROP INDEX stray',
    ],
    [
      'grades may stand under an attempt of another organisation',
      'ALTER TABLE graded_item DROP CONSTRAINT graded_item_organisation_id_attempt_id_fkey',
      `ALTER TABLE graded_item ADD CONSTRAINT graded_item_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id)
         REFERENCES attempt (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE`,
    ],
    [
      'answers may stand under an attempt of another organisation',
      "ALTER POLICY running_only ON response_event WITH CHECK (current_user = 'app_exam')",
      `ALTER POLICY running_only ON response_event WITH CHECK (current_user = 'app_exam' OR EXISTS (
         SELECT 1 FROM public.attempt a WHERE a.organisation_id = response_event.organisation_id AND a.id = response_event.attempt_id
           AND a.closed_at IS NULL))`,
    ],
    ['a view runs as its owner', 'CREATE VIEW hr.leak AS SELECT * FROM item_key', 'DROP VIEW hr.leak'],
    [
      'answers can be deleted',
      'GRANT DELETE ON response_event TO app_rw',
      'REVOKE DELETE ON response_event FROM app_rw',
    ],
    [
      'a part of the answers is open',
      'GRANT SELECT ON history.response_event_other TO app_rw; GRANT USAGE ON SCHEMA history TO app_rw',
      'REVOKE SELECT ON history.response_event_other FROM app_rw; REVOKE USAGE ON SCHEMA history FROM app_rw',
    ],
    [
      'a definer function has no search path',
      'CREATE FUNCTION app.leak() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$',
      'DROP FUNCTION app.leak()',
    ],
  ];
  it.each(mutants)('notices when %s', async (_what, breakIt, mendIt) => {
    await database().admin.query(breakIt);
    try {
      expect(await findHoles(database().admin)).not.toEqual([]);
    } finally {
      await database().admin.query(mendIt);
    }
    expect(await findHoles(database().admin)).toEqual([]);
  });
});

describe('a connection that has named no tenant', () => {
  it.each(['app', 'hr', 'jobs'] as const)('sees no row of any table as %s', async (role) => {
    await createOrganisation('Anybody');
    const tables = await tenantTables(database().admin);
    const seen = await asRole(database().urls[role], async (client) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        try {
          const { rows } = await client.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM public."${table}"`,
          );
          if (rows[0]?.n !== 0) counts[table] = rows[0]?.n ?? -1;
        } catch (error) {
          // No privilege at all is as good as no row.
          if ((error as pg.DatabaseError).code !== '42501') throw error;
        }
      }
      return counts;
    });
    expect(seen).toEqual({});
  });

  it('would see rows if security were off', async () => {
    await createOrganisation('Visible');
    await database().admin.query('ALTER TABLE bank DISABLE ROW LEVEL SECURITY');
    try {
      const seen = await asRole(database().urls.app, (client) => client.query('SELECT 1 FROM bank'));
      expect(seen.rowCount).toBeGreaterThan(0);
    } finally {
      await database().admin.query('ALTER TABLE bank ENABLE ROW LEVEL SECURITY');
    }
  });
});

describe('the runtime roles', () => {
  it.each([
    'SET ROLE app_owner',
    'ALTER TABLE bank DISABLE ROW LEVEL SECURITY',
    'TRUNCATE attempt',
    'DELETE FROM attempt',
    'DELETE FROM response_event',
    'UPDATE response_event SET rev = rev + 1',
    'DELETE FROM graded_item',
    'UPDATE graded_item SET answer = answer',
    'DELETE FROM audit_event',
    "UPDATE audit_event SET action = 'x'",
    'UPDATE item_version SET title = title',
    'UPDATE item_key SET rationales = rationales',
    'DELETE FROM grade_change',
    'UPDATE grade_change SET correct_before = 0',
    'UPDATE key_correction SET reason = reason',
    'DELETE FROM key_ruling',
    'SELECT * FROM identity.person',
    'SELECT * FROM identity.session',
    'SELECT identity.prove_session(NULL)',
  ])('may not %s', async (statement) => {
    const refused = asRole(database().urls.app, (client) => client.query(statement));
    await expect(refused).rejects.toMatchObject({ code: '42501' });
  });

  it('give HR no privilege on items, keys, attempts and answers', async () => {
    const tables = [
      'item',
      'item_version',
      'item_key',
      'stimulus_version',
      'attempt',
      'response_event',
      'graded_item',
      'import',
      'key_correction',
      'key_correction_item',
      'key_ruling',
      'grade_change',
    ];
    for (const table of tables) {
      const refused = asRole(database().urls.hr, (client) => client.query(`SELECT * FROM ${table}`));
      await expect(refused, table).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the tenant pool', () => {
  afterEach(async () => {
    const idle = await database().admin.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    );
    expect(idle.rows[0]?.n).toBe(0);
  });

  it('never mixes two tenants that ask at the same moment', async () => {
    const [north, south] = [await createOrganisation('North'), await createOrganisation('South')];
    const names = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        withTenant(index % 2 ? north : south, (db) => db.bank.findMany({ select: { name: true }, take: 5 })),
      ),
    );
    names.forEach((banks, index) => {
      expect(banks.map(({ name }) => name)).toEqual([index % 2 ? 'North bank' : 'South bank']);
    });
  });

  it('refuses a row of another tenant and takes back everything before it', async () => {
    const [north, south] = [await createOrganisation('North'), await createOrganisation('South')];
    const change = inTransaction(north, async (tx) => {
      await tx.bank.create({
        data: { organisationId: north.organisationId, id: newId(), name: 'Kept only if all goes well' },
      });
      await tx.bank.create({ data: { organisationId: south.organisationId, id: newId(), name: 'Smuggled' } });
    });
    await expect(change).rejects.toThrow(/row-level security/);
    expect(await withTenant(north, (db) => db.bank.count())).toBe(1);
    expect(await withTenant(south, (db) => db.bank.count())).toBe(1);
  });

  it('takes back what was written before a refusal', async () => {
    const scope = await createOrganisation('Refused');
    const refused = await inTransaction(scope, async (tx) => {
      await tx.bank.create({
        data: { organisationId: scope.organisationId, id: newId(), name: 'Written before the refusal' },
      });
      return err('no');
    });
    expect(refused).toEqual(err('no'));
    expect(await withTenant(scope, (db) => db.bank.count())).toBe(1);
  });

  it('goes on after a statement that failed', async () => {
    const scope = await createOrganisation('Sturdy');
    await expect(withTenant(scope, (db) => db.$queryRaw`SELECT 1 / 0`)).rejects.toThrow();
    expect(await withTenant(scope, (db) => db.bank.count())).toBe(1);
  });

  it('refuses a query that no tenant was named for', async () => {
    const { dbPools } = await import('@/lib/infra/db/pools');
    await expect(dbPools().tenant.query('SELECT 1')).rejects.toThrow(/outside withTenant/);
  });
});

describe('references between tenants', () => {
  it('are impossible, even for someone whom security does not bind', async () => {
    const [north, south] = [await createOrganisation('North'), await createOrganisation('South')];
    const bank = await database().admin.query<{ id: string }>(
      'SELECT id FROM bank WHERE organisation_id = $1',
      [south.organisationId],
    );
    const smuggle = database().admin.query(
      `INSERT INTO import (organisation_id, id, bank_id, imported_by_id, format, source_name, source_text, source_sha256, counts, messages)
       VALUES ($1, $2, $3, $4, 'x', 'x', 'x', 'x', '{}', '[]')`,
      [north.organisationId, newId(), bank.rows[0]?.id, newId()],
    );
    await expect(smuggle).rejects.toMatchObject({ code: '23503' });
  });
});
