import pg from 'pg';
import { takeTry } from '@/lib/infra/auth/sign-in-throttle';
import { queryAsHr } from '@/lib/infra/db/hr';
import { callFunction } from '@/lib/infra/db/plain';
import { dbPools } from '@/lib/infra/db/pools';
import { refuseStrongRoles } from '@/lib/infra/db/role-check';
import { inTransaction, withReport, withTenant } from '@/lib/infra/db/tenant';
import { saveResponse } from '@/lib/infra/running-attempt';
import { openExamRoom, type Sitting, seat } from '@/tests/support/sitting';
import { findLostAnswers } from './acknowledged-answers';
import { runCommand } from './administrator';
import { openExamHall } from './exam-hall';
import { type Lifetime, withLifetime } from './lifetime';
import { describeLatencies } from './percentile';
import { poolerVersion, startPooler } from './pooler';

/**
 * `npm run check:pooler`: the application through PgBouncer in transaction mode, which has fewer connections to the database than
 * the application to it. Calls of two tenants at once, each of which sees its own rows and no others; the limits that hold there; then the
 * built application, with learners who answer, read pages and submit. Says that it did not run where PgBouncer is absent.
 */

const callCount = 200;
const learnerCount = 20;

const verdicts: boolean[] = [];
function report(isMet: boolean, words: string): void {
  verdicts.push(isMet);
  console.log(`${isMet ? 'ok     ' : 'FAILED '} ${words}`);
}

interface Tenant {
  readonly scope: Sitting['organisationId'];
  readonly calls: readonly ((n: number) => Promise<string | null>)[];
}

/** What a tenant does, by turns; each call gives what was wrong with its answer, or null. */
async function openTenant(): Promise<Tenant> {
  const room = await openExamRoom();
  const { admin, scope } = room;
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  const sitting = await seat(room, learner);
  const { organisationId } = scope;
  const strangers = (rows: readonly { readonly organisation_id: string }[]): string | null => {
    if (rows.length === 0) return 'none of its own rows';
    const others = rows.filter((row) => row.organisation_id !== organisationId);
    return others.length > 0 ? `${others.length} rows of another organisation` : null;
  };
  type Row = { readonly organisation_id: string };
  const read = 'SELECT organisation_id::text FROM membership';
  const item = sitting.items[0];
  if (!item) throw new Error('The form is empty');
  return {
    scope: organisationId,
    calls: [
      async () => strangers(await withTenant(admin.scope, (db) => db.$queryRawUnsafe<Row[]>(read))),
      async () => strangers(await withReport(admin.scope, (db) => db.$queryRawUnsafe<Row[]>(read))),
      async () =>
        inTransaction(admin.scope, async (tx) => {
          await tx.$executeRaw`UPDATE bank SET name = name`;
          return strangers(await tx.$queryRawUnsafe<Row[]>('SELECT organisation_id::text FROM bank'));
        }),
      async (n) => {
        const answer = { itemId: item.itemId, rev: n + 1, selected: [], flagged: false };
        const { status } = await saveResponse(sitting.tokenHash, { ...sitting, ...answer });
        return status === 'saved' || status === 'stale' ? null : `a save was ${status}`;
      },
      async () => {
        const rows = await callFunction<{ memberships: readonly { organisationId: string }[] }>(
          'identity.resolve_session',
          [sitting.tokenHash],
        );
        const [here] = rows[0]?.memberships ?? [];
        return here?.organisationId === organisationId ? null : 'a session of somebody else';
      },
      async (n) => {
        const who = { address: `${n}@example.com`, network: `${n}`, device: null, sourceFamiliar: false };
        return (await takeTry(who)) === 0 ? null : 'a first try was refused';
      },
      async () =>
        strangers(
          await queryAsHr<Row>(
            admin.scope,
            'SELECT organisation_id::text FROM hr.cohort_member UNION ALL SELECT ctx.org()::text',
          ),
        ),
    ],
  };
}

async function callBoth(): Promise<void> {
  const tenants = [await openTenant(), await openTenant()];
  const wrong: string[] = [];
  // Connections are opened before: it is passing them on that is tried.
  for (const { calls } of tenants) for (const [n, call] of calls.entries()) await call(n);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: callCount }, async (_, n) => {
      const { calls } = tenants[n % 2] ?? tenants[0] ?? { calls: [] };
      const call = calls[Math.floor(n / 2) % calls.length];
      try {
        const fault = await call?.(n);
        if (fault) wrong.push(fault);
      } catch (error) {
        wrong.push(error instanceof Error ? error.message : String(error));
      }
    }),
  );
  const tookMs = performance.now() - startedAt;
  report(
    wrong.length === 0,
    `${callCount} calls of two tenants at once within ${tookMs.toFixed(0)} ms: ${wrong.length} errors or rows of the other tenant ${[...new Set(wrong)].slice(0, 5).join('; ')}`,
  );
}

const LIMITS = `SELECT current_setting('statement_timeout') || ' ' || current_setting('lock_timeout') || ' ' ||
  current_setting('idle_in_transaction_session_timeout') AS limits`;

async function readLimits(): Promise<void> {
  await refuseStrongRoles();
  const { admin } = await openExamRoom();
  const { exam, jobs } = dbPools();
  const read = async (asking: Promise<{ readonly limits: string }[]>) => (await asking)[0]?.limits;
  const found = {
    plain: await read(exam.query<{ limits: string }>(LIMITS).then(({ rows }) => rows)),
    tenant: await read(withTenant(admin.scope, (db) => db.$queryRawUnsafe(LIMITS))),
    hr: await read(queryAsHr(admin.scope, LIMITS)),
    jobs: await read(jobs.query<{ limits: string }>(LIMITS).then(({ rows }) => rows)),
  };
  const wanted = { plain: '2500ms 2s 10s', tenant: '5s 2s 10s', hr: '5s 2s 10s', jobs: '20s 2s 10s' };
  report(
    JSON.stringify(found) === JSON.stringify(wanted),
    `limits of a statement, a lock and an idle transaction: ${JSON.stringify(found)}`,
  );
  for (const [name, sleep, seconds] of [
    ['plain', () => exam.query('SELECT pg_sleep(8)'), 2.5],
    ['tenant', () => withTenant(admin.scope, (db) => db.$queryRawUnsafe('SELECT pg_sleep(8)::text')), 5],
  ] as const) {
    const startedAt = performance.now();
    const code = await sleep().then(
      () => 'not stopped',
      (error: unknown) =>
        error instanceof pg.DatabaseError ? error.code : /57014|statement timeout/.exec(String(error))?.[0],
    );
    const tookMs = performance.now() - startedAt;
    report(
      code !== 'not stopped' && Math.abs(tookMs - seconds * 1000) < 800,
      `a statement of eight seconds (${name}) is stopped after ${tookMs.toFixed(0)} ms: ${code}`,
    );
  }
}

async function check(life: Lifetime): Promise<void> {
  const arrange = async () => {
    await callBoth();
    await readLimits();
  };
  const hall = await openExamHall('check-pooler', learnerCount, life, arrange, (logins) =>
    startPooler(logins, life),
  );
  const { url } = await hall.startServer();
  const stop = AbortSignal.timeout(5000);
  await Promise.all(hall.learners.map((learner) => learner.answerUntil(stop, () => 20)));
  const pages = await Promise.all(hall.learners.map((learner) => learner.open('/learn')));
  report(
    pages.every((status) => status === 200),
    `${pages.length} pages at once at ${url}: ${[...new Set(pages)].join(', ')}`,
  );
  const submitted = await Promise.all(hall.learners.map((learner) => learner.submit()));
  const lost = findLostAnswers(
    hall.learners.flatMap((learner) => learner.acknowledged),
    await hall.readStored(),
  );
  const refused = hall.learners.flatMap(({ refusals }) => refusals);
  const retries = hall.learners.reduce((sum, learner) => sum + learner.retries, 0);
  report(
    lost.length + refused.length + retries === 0,
    `answers: ${describeLatencies(hall.learners.flatMap(({ latenciesMs }) => latenciesMs))}; ${lost.length} lost, ${refused.length} refused, ${retries} sent again`,
  );
  report(
    submitted.every(({ status }) => status === 200),
    `${submitted.length} hand-ins: ${[...new Set(submitted.map(({ status }) => status))].join(', ')}`,
  );
  const failed = verdicts.filter((isMet) => !isMet).length;
  if (failed > 0) throw new Error(`${failed} of ${verdicts.length} bars are not met.`);
}

const version = poolerVersion();
if (version === null) console.log('not run: pgbouncer is absent');
else {
  console.log(version);
  await runCommand(() => withLifetime(check));
}
