import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFunctions } from '@/scripts/apply-functions';
import { type CatalogueObject, readCatalogue } from '@/scripts/function-catalogue';
import { readFunctionTexts, toFunctionFiles } from '@/scripts/function-files';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

const texts = readFunctionTexts();
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const admin = (sql: string) => database.admin.query(sql);
const catalogue = () => readCatalogue(database.admin);
/** As `migrate` does, with some files changed, added, or taken away by an undefined text. */
const apply = (changes: Record<string, string | undefined> = {}) => {
  const changed = Object.entries({ ...texts, ...changes }).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, text]],
  );
  return applyFunctions(database.urls.admin, toFunctionFiles(Object.fromEntries(changed)));
};
const textOf = (path: string): string => texts[path] ?? expect.fail(`no file ${path}`);
const shape = (objects: readonly CatalogueObject[]) =>
  objects.map(({ path, kind, name, definition }) => `${path}: ${kind} ${name}\n${definition}`);

/** Where a database and the files differ: what has no file, and the files that made nothing. */
function differences(objects: readonly CatalogueObject[]): string[] {
  const made = new Set(objects.filter(({ kind }) => kind !== 'TRIGGER').map(({ path }) => path));
  return [
    ...objects.filter(({ path }) => !(path in texts)).map(({ kind, name }) => `${kind} ${name} has no file`),
    ...Object.keys(texts).flatMap((path) => (made.has(path) ? [] : [`${path} is not in the database`])),
  ];
}

async function dropAll(): Promise<void> {
  for (const kind of ['POLICY', 'TRIGGER', 'VIEW', 'FUNCTION']) {
    for (const object of await catalogue()) {
      if (object.kind !== kind) continue;
      const cascade = kind === 'VIEW' ? 'CASCADE' : '';
      await admin(`DROP ${kind} IF EXISTS ${object.name} ${cascade}`);
    }
  }
}

describe('functions, views, triggers and policies', () => {
  it('each belong to one file, and each file makes what it is called after', async () => {
    expect(differences(await catalogue())).toEqual([]);
    expect(Object.keys(texts).length).toBeGreaterThan(150);
    // What nobody wrote down is seen whoever made it, and so is what is missing.
    await admin('CREATE FUNCTION app.unwritten() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$');
    await admin('DROP POLICY tenant ON public.bank_edit; DROP POLICY admins_only ON public.bank_edit');
    expect(differences(await catalogue())).toEqual([
      'FUNCTION app.unwritten() has no file',
      'public/bank_edit.policies.sql is not in the database',
    ]);
  });

  it('come out the same when all of them are dropped and applied again', async () => {
    const before = shape(await catalogue());
    await dropAll();
    expect(await catalogue()).toEqual([]);
    expect((await apply()).length).toBe(Object.keys(texts).length);
    expect(shape(await catalogue())).toEqual(before);
  });

  it('are left alone when nothing changed', async () => {
    const rows = () =>
      admin(`SELECT path, ctid::text, xmin::text FROM migrator.function_file
             UNION ALL SELECT proname, ctid::text, xmin::text FROM pg_proc
             UNION ALL SELECT polname, ctid::text, xmin::text FROM pg_policy ORDER BY 1, 2`);
    const before = (await rows()).rows;
    expect(await apply()).toEqual([]);
    expect((await rows()).rows).toEqual(before);
  });

  it('become what the files say again, whatever was done to them by hand or by a migration', async () => {
    const before = shape(await catalogue());
    await admin(`
      SET ROLE app_owner;
      CREATE OR REPLACE FUNCTION ctx.grace() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT interval '1 day' $$;
      ALTER FUNCTION app.sketch(text) VOLATILE;
      GRANT EXECUTE ON FUNCTION app.close_attempt(uuid, uuid, text, uuid, uuid) TO app_hr;
      REVOKE SELECT ON hr.preparing FROM app_hr;
      ALTER VIEW app.evidence RESET (security_invoker);
      DROP VIEW app.weak_distractor;
      ALTER POLICY tenant ON public.bank USING (true);
      CREATE POLICY more ON public.bank TO app_rw USING (true);
      CREATE FUNCTION app.left_over() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
      CREATE FUNCTION app.sketch(integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
      CREATE TRIGGER again BEFORE UPDATE ON public.membership FOR EACH ROW EXECUTE FUNCTION app.fill_member_search();
      ALTER FUNCTION identity.tenant_ids() OWNER TO app_owner;
      RESET ROLE`);
    expect([...(await apply())].sort()).toEqual([
      'app/close_attempt.sql',
      'app/evidence.sql',
      'app/fill_member_search.sql',
      'app/sketch.sql',
      'app/weak_distractor.sql',
      'ctx/grace.sql',
      'hr/preparing.sql',
      'identity/tenant_ids.sql',
      'public/bank.policies.sql',
    ]);
    expect(shape(await catalogue())).toEqual(before);
  });

  it('of somebody else stay where they are', async () => {
    await admin('CREATE FUNCTION public.own_report() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$');
    expect(await apply()).toEqual([]);
    expect(await apply({ 'ctx/grace.sql': `${texts['ctx/grace.sql']}-- Changed.` })).toEqual([
      'ctx/grace.sql',
    ]);
    expect(differences(await catalogue())).toEqual(['FUNCTION own_report() has no file']);
  });

  it('go with their file', async () => {
    await apply({ 'app/news.sql': 'CREATE VIEW app.news AS SELECT 1 AS n' });
    expect(differences(await catalogue())).toEqual(['VIEW app.news has no file']);
    await apply();
    expect(differences(await catalogue())).toEqual([]);
  });
});

describe('a new shape of a function or view', () => {
  it('replaces the old one with all that hangs on it, which is made again', async () => {
    const before = shape(await catalogue());
    const view = textOf('hr/cohort_member.sql').replace(/SELECT /, "SELECT 'new' AS first_column, ");
    const applied = await apply({ 'hr/cohort_member.sql': view });
    expect(applied[0]).toBe('hr/cohort_member.sql');
    expect(applied.length).toBeGreaterThan(1);
    expect(shape(await catalogue()).length).toBe(before.length);
    await apply();
    expect(shape(await catalogue())).toEqual(before);
  });

  it('leaves no overload behind, and policies use the new one', async () => {
    const before = shape(await catalogue());
    const wider = textOf('ctx/is_staff.sql').replaceAll(
      /ctx\.is_staff\(\)/g,
      (_found, at: number, text: string) =>
        text.slice(0, at).includes('GRANT') ? 'ctx.is_staff(text)' : "ctx.is_staff(p_what text DEFAULT '')",
    );
    const applied = await apply({ 'ctx/is_staff.sql': wider });
    expect(applied).toContain('public/item_key.policies.sql');
    const now = (await catalogue()).filter(({ path }) => path === 'ctx/is_staff.sql');
    expect(now.map(({ name }) => name)).toEqual(['ctx.is_staff(text)']);
    await apply();
    expect(shape(await catalogue())).toEqual(before);
  });

  it('is refused while a table needs the old one, and nothing is changed', async () => {
    await admin(
      "SET ROLE app_owner; ALTER TABLE public.bank ADD COLUMN sketched bigint[] DEFAULT app.sketch('x'); RESET ROLE",
    );
    const before = shape(await catalogue());
    const other = textOf('app/sketch.sql').replace('RETURNS bigint[]', 'RETURNS integer[]');
    await expect(apply({ 'app/sketch.sql': other })).rejects.toThrow(
      'app.sketch(text) has to be dropped, but a table needs it: default value for column sketched of table bank.',
    );
    expect(shape(await catalogue())).toEqual(before);
  });
});

describe('a file', () => {
  it('that PostgreSQL refuses is named with the line', async () => {
    const broken =
      'CREATE OR REPLACE FUNCTION app.broken() RETURNS integer LANGUAGE sql AS $$\n  SELECT nothing $$;';
    await expect(apply({ 'app/broken.sql': broken })).rejects.toThrow(
      'prisma/functions/app/broken.sql:2: column "nothing" does not exist',
    );
  });

  it('that makes what is not its own, or not what it is called after, is refused', async () => {
    const other = 'CREATE FUNCTION app.other() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;';
    await expect(apply({ 'app/one.sql': other })).rejects.toThrow(
      'makes what is not its own: FUNCTION app.other() (belongs in app/other.sql)',
    );
    await expect(apply({ 'app/one.sql': 'SELECT 1' })).rejects.toThrow(
      'does not make what it is called after: app/one.sql',
    );
  });
});
