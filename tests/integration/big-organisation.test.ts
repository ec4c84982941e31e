import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/infra/db/tenant';
import { dangerousSystemScope, type TenantScope } from '@/lib/infra/tenant-scope';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { BIG } from '@/prisma/demo/big/size';
import { seedDatabase } from '@/scripts/local-database';
import { startApplication } from '../support/application';

const database = startApplication();
let scope: TenantScope;
let seconds = 0;

beforeAll(async () => {
  const { admin: adminUrl, app, hr, jobs } = database().urls;
  const given = {
    adminUrl,
    logins: { app, hr, jobs },
    authSecret: 'only-for-tests-only-for-tests-only-for-tests',
  };
  const before = performance.now();
  await seedDatabase(given, { output: 'capture', big: true });
  seconds = (performance.now() - before) / 1000;
  const { rows } = await database().admin.query<{ id: string }>(
    'SELECT id FROM organisation WHERE name = $1',
    [DEMO_ORGANISATIONS.big],
  );
  scope = dangerousSystemScope(rows[0]?.id ?? '', 'test');
}, 300_000);

const count = async (from: string): Promise<number> => {
  const { rows } = await database().admin.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from}${from.includes(' WHERE ') ? ' AND' : ' WHERE'} organisation_id = $1`,
    [scope.organisationId],
  );
  return rows[0]?.n ?? -1;
};

describe('the big organisation', () => {
  it('has what its description says', async () => {
    console.log(`Seeded with --big in ${seconds.toFixed(1)} s`);
    expect({
      people: await count('membership'),
      exams: await count('exam'),
      graded: await count('attempt_grade'),
      cohorts: await count('cohort'),
      banks: await count('bank'),
      reports: await count('problem_report'),
      imports: await count('import'),
      unmarked: await count('attempt WHERE NOT simulated'),
    }).toEqual({
      people: BIG.people,
      exams: BIG.exams,
      graded: BIG.attempts,
      cohorts: BIG.cohorts + BIG.archivedCohorts,
      banks: BIG.banks,
      reports: BIG.reports,
      imports: BIG.imports,
      unmarked: 0,
    });
  });

  it('has people of one name, and names that differ in accents only', async () => {
    const { rows } = await database().admin.query<{ same: number; folded: number }>(
      `SELECT count(*) - count(DISTINCT display_name) AS same, count(DISTINCT display_name) - count(DISTINCT fold_text(display_name)) AS folded
       FROM membership WHERE organisation_id = $1`,
      [scope.organisationId],
    );
    expect(Number(rows[0]?.same)).toBeGreaterThan(100);
    expect(Number(rows[0]?.folded)).toBeGreaterThan(100);
  });

  it('has the roll-ups that a rebuild gives', async () => {
    const read = async () => {
      const tables = ['item_rollup', 'option_rollup', 'learner_topic_rollup'];
      const rows = tables.map((table) =>
        database().admin.query<{ row: string }>(
          `SELECT t::text AS row FROM ${table} t WHERE organisation_id = $1 ORDER BY t::text`,
          [scope.organisationId],
        ),
      );
      return (await Promise.all(rows)).map((result) => result.rows.map(({ row }) => row));
    };
    const before = await read();
    expect(before.every((rows) => rows.length > 300)).toBe(true);
    await inTransaction(scope, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text AS done`, {
      maxWait: 10_000,
      timeout: 120_000,
    });
    expect(await read()).toEqual(before);
  });
});
