import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ROLES, type Role } from '@/lib/domain/access/actor';
import { can, type Permission } from '@/lib/domain/access/policy';
import { newId } from '@/lib/infra/id';
import { asExamTaker, memberScope } from '@/lib/infra/tenant-scope';
import { readFunctionTexts } from '@/scripts/function-files';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const member = (role: Role) => ({ kind: 'member', personId: newId(), membershipId: newId(), role }) as const;
const system: Actor = { kind: 'system', reason: 'test' };
/** The roles that may do this, as a transaction names them; the installation itself is one of them where it acts at all. */
const allowed = (permission: Permission, withSystem = true): string[] => [
  ...ROLES.filter((role) => can(member(role), permission)),
  ...(withSystem && can(system, permission) ? ['system'] : []),
];

/** What each function of the database answers for, by the policy that decides everywhere else. */
const SETS: Readonly<Record<string, readonly string[]>> = {
  is_staff: allowed('bank:read'),
  is_admin: allowed('person:manage'),
  is_owner: allowed('organisation:manage'),
  // HR's role reads the views of readiness; jobs never use it.
  reads_readiness: allowed('readiness:read', false),
  is_taker: [...new Set(ROLES.map((role) => asExamTaker(memberScope(newId(), member(role))).actor.role))],
};

async function answer(name: string, role: string): Promise<boolean | null> {
  const { rows } = await database.admin.query<{ answer: boolean | null }>(
    `SELECT ctx.${name}() AS answer FROM (SELECT set_config('app.role', $1, false)) named`,
    [role],
  );
  return rows[0]?.answer ?? null;
}

describe('the roles that policies of the database ask for', () => {
  it.each(Object.entries(SETS))('ctx.%s answers as the policy of the product', async (name, roles) => {
    const yes: string[] = [];
    for (const role of [...ROLES, 'system']) if (await answer(name, role)) yes.push(role);
    expect(yes.sort()).toEqual([...roles].sort());
    // No role, no rows: a test that isn't answered lets nothing through, also when it is negated.
    expect(await answer(name, '')).toBeNull();
  });

  it('are written out nowhere else', () => {
    const written = Object.entries(readFunctionTexts()).flatMap(([path, text]) =>
      path.replace(/^ctx\/|\.sql$/g, '') in SETS || !/'(owner|admin)',|\bIN \('hr'/.test(text) ? [] : [path],
    );
    expect(written).toEqual([]);
  });

  it('are asked once per statement: every policy calls them in a sub-select', () => {
    const bare = Object.entries(readFunctionTexts()).flatMap(([path, text]) => {
      if (!path.endsWith('.policies.sql')) return [];
      const rest = text.replace(/\(SELECT ctx\.[a-z_]+\(\)( OR ctx\.[a-z_]+\(\))*\)/g, '');
      return /\bctx\.(is_|reads_|role\(|org\(|member\(|person\()/.test(rest) ? [path] : [];
    });
    expect(bare).toEqual([]);
  });

  it('stay a plan of their own in hot queries, computed before the rows', async () => {
    await database.admin.query('RESET app.role');
    for (const table of ['item', 'item_version', 'item_key', 'attempt', 'response', 'attempt_grade']) {
      const client = await database.admin.connect();
      try {
        await client.query('BEGIN; SET LOCAL ROLE app_rw');
        await client.query("SELECT set_config('app.role', 'learner', true)");
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN (VERBOSE) SELECT * FROM public.${table}`,
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan, table).toContain('InitPlan');
        // Inlined down to the setting: no call of a function is left to be made per row.
        expect(plan, table).not.toMatch(/ctx\.(is_|reads_|role|org\(|member\()/);
        expect(plan, table).toContain("current_setting('app.role'");
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    }
  });
});
