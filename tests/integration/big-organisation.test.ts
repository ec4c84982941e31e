import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/domain/access/actor';
import type { Page } from '@/lib/domain/kernel/page';
import { listAssignmentLearners, listAssignments } from '@/lib/features/assignment/data';
import { listAssignmentTargets } from '@/lib/features/assignment-target/data';
import { listCohorts, listEnrolable, listEnrolled } from '@/lib/features/cohort/data';
import { listBankItems, listExams } from '@/lib/features/exam/data';
import { listImports } from '@/lib/features/import-history/data';
import { listPeople } from '@/lib/features/people/data';
import { listReports } from '@/lib/features/problem-report/data';
import { listBanks } from '@/lib/features/question-bank/data';
import { inTransaction } from '@/lib/infra/db/tenant';
import {
  dangerousSystemScope,
  type MemberScope,
  memberScope,
  type TenantScope,
} from '@/lib/infra/tenant-scope';
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

/** Goes through a list page by page; what it holds has to be what the database counts. */
async function walk(read: (page: number) => Promise<Page<unknown>>) {
  const seen = new Set<string>();
  const times: number[] = [];
  let [page, total] = [1, 0];
  do {
    const before = performance.now();
    const part = await read(page);
    times.push(performance.now() - before);
    total = part.total;
    for (const row of part.rows) seen.add(JSON.stringify(row));
    page += 1;
    if (part.rows.length < part.pageSize) break;
  } while (seen.size < total);
  return { total, seen: seen.size, pages: times.length, slowestMs: Math.max(...times) };
}

const member = async (role: Role): Promise<MemberScope> => {
  const { rows } = await database().admin.query<{ id: string; person_id: string }>(
    'SELECT id, person_id FROM membership WHERE organisation_id = $1 AND email = $2',
    [scope.organisationId, `${role}@meridian.example.com`],
  );
  const [found] = rows;
  if (!found) throw new Error(`Meridian has no ${role}`);
  const actor = { kind: 'member', membershipId: found.id, personId: found.person_id, role } as const;
  return memberScope(scope.organisationId, actor);
};
const idOf = async (from: string): Promise<string> => {
  const { rows } = await database().admin.query<{ id: string }>(
    `SELECT id FROM ${from.replace('$$', `organisation_id = '${scope.organisationId}'`)} LIMIT 1`,
  );
  return rows[0]?.id ?? '';
};

describe('lists of the big organisation', () => {
  it('are walked by staff, searched, and count what the database counts', {
    timeout: 300_000,
  }, async () => {
    const [owner, admin, instructor] = await Promise.all(
      (['owner', 'admin', 'instructor'] as const).map(member),
    );
    if (!owner || !admin || !instructor) throw new Error('Somebody is missing');
    const everybody = await idOf("cohort WHERE $$ AND name = 'Everybody who prepares'");
    const pool = await idOf("bank WHERE $$ AND name = 'Question pool'");
    const given = await idOf(`assignment WHERE $$ AND cohort_id = '${everybody}'`);
    const people = (q: string) => (page: number) => listPeople(admin, { q, role: null, page });
    const lists: readonly (readonly [
      name: string,
      from: string,
      read: (page: number) => Promise<Page<unknown>>,
    ])[] = [
      ['people', 'membership WHERE removed_at IS NULL', people('')],
      [
        'people, searched',
        "membership WHERE removed_at IS NULL AND search_text LIKE '%emile%'",
        people('Émile'),
      ],
      [
        'people, as owner',
        'membership WHERE removed_at IS NULL',
        (page) => listPeople(owner, { q: '', role: null, page }),
      ],
      [
        'cohorts',
        'cohort WHERE archived_at IS NULL',
        (page) => listCohorts(admin, { q: '', page, archived: false }),
      ],
      [
        'archived cohorts',
        'cohort WHERE archived_at IS NOT NULL',
        (page) => listCohorts(admin, { q: '', page, archived: true }),
      ],
      [
        'cohorts, searched',
        "cohort WHERE archived_at IS NULL AND name LIKE 'Intake%1%'",
        (page) => listCohorts(admin, { q: 'INTAKE 1', page, archived: false }),
      ],
      [
        'people of a cohort',
        `enrolment WHERE cohort_id = '${everybody}'`,
        (page) => listEnrolled(admin, everybody, { q: '', page }),
      ],
      [
        'people to enrol',
        "membership WHERE role <> 'learner'",
        (page) => listEnrolable(admin, everybody, { q: '', role: 'any', page }),
      ],
      [
        'banks',
        'bank WHERE archived_at IS NULL',
        async (page) => (await listBanks(admin, { q: '', page })).banks,
      ],
      ['imports', 'import WHERE true', (page) => listImports(admin, { q: '', page })],
      [
        'reports',
        'problem_report WHERE true',
        (page) => listReports(admin, { q: '', state: null, kind: null, itemId: null, page }),
      ],
      [
        'exams',
        'exam WHERE archived_at IS NULL',
        (page) => listExams(instructor, { q: '', page, archived: false }),
      ],
      [
        'archived exams',
        'exam WHERE archived_at IS NOT NULL',
        (page) => listExams(instructor, { q: '', page, archived: true }),
      ],
      [
        'questions to choose',
        `item WHERE bank_id = '${pool}'`,
        async (page) => {
          const { groups, ...found } = await listBankItems(instructor, pool, { q: '', page });
          return { ...found, rows: groups.flatMap(({ items }) => items) };
        },
      ],
      ['assignments', 'assignment WHERE true', (page) => listAssignments(admin, { q: '', page })],
      [
        'cohorts to assign to',
        'cohort WHERE archived_at IS NULL',
        (page) => listAssignmentTargets(admin, { q: '', page, kind: 'cohort' }),
      ],
      [
        'people to assign to',
        'membership WHERE removed_at IS NULL',
        (page) => listAssignmentTargets(admin, { q: '', page, kind: 'person' }),
      ],
      [
        'learners of an assignment',
        `enrolment WHERE cohort_id = '${everybody}'`,
        (page) => listAssignmentLearners(instructor, given, { q: '', page, progress: null }),
      ],
    ];
    const lines: string[] = [];
    for (const [name, from, read] of lists) {
      const { total, seen, pages, slowestMs } = await walk(read);
      lines.push(`${name}: ${total} on ${pages} pages, slowest ${slowestMs.toFixed(0)} ms`);
      expect([name, total, seen]).toEqual([name, await count(from), total]);
    }
    console.log(`Lists of ${DEMO_ORGANISATIONS.big}:\n  ${lines.join('\n  ')}`);
  });
});
