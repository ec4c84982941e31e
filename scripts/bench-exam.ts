import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { encode } from 'next-auth/jwt';
import { dbPools } from '@/lib/infra/db/pools';
import { saveResponse } from '@/lib/infra/running-attempt';
import { openSession } from '@/tests/support/factories';
import { openExamRoom, seat } from '@/tests/support/sitting';
import { runCommand } from './administrator';
import type { AppServer } from './app-server';
import { type ExamHall, openExamHall } from './exam-hall';
import { makeStoryPeople, newStoryRun, playStory, type StoryPerson } from './exam-story';
import { type Lifetime, withLifetime } from './lifetime';
import { percentile } from './percentile';
import { machineLoad, processorMs } from './processor-time';
import { type Mishaps, StoryBrowser } from './story-browser';
import { formatTable } from './text-table';

/**
 * `npm run bench:exam`: an exam of twenty questions from the sign-in page to the results, played over HTTP by 1, 8, 32 and 200 learners
 * without a pause, on a production build and a database that flushes to disk. Prints what it takes, by step and by process, and
 * beside it yardsticks of the same run. `--learners 8,32 --attempts 64` plays a part; `--skip-saves` leaves out the saves alone.
 */

const { values: options } = parseArgs({
  options: {
    learners: { type: 'string', default: '1,8,32,200' },
    attempts: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    'skip-saves': { type: 'boolean', default: false },
  },
});
const counts = options.learners.split(',').map(Number);
const attemptsFor = (learners: number): number =>
  Number(options.attempts ?? Math.max(16, Math.min(learners * 4, 200)));
const warmUps = 12;
/** Above this the empty route says that the machine was busy with something else, and the run compares with nothing. */
const voidAboveMs = 1.4;

interface Meter {
  readonly node: number;
  readonly postgres: number;
}

const meter = (server: AppServer, hall: ExamHall): Meter => ({
  node: processorMs(server.identity.pid),
  postgres: processorMs(hall.postgres.pid),
});

interface Held {
  readonly commits: number;
  readonly walBytes: number;
  readonly bytes: number;
}

async function readHeld(hall: ExamHall): Promise<Held> {
  await hall.query('CHECKPOINT');
  const [row] = await hall.query<{ commits: string; wal: string; bytes: string }>(`
    SELECT (SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()) AS commits,
           pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS wal,
           (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')) AS bytes`);
  return { commits: Number(row?.commits), walBytes: Number(row?.wal), bytes: Number(row?.bytes) };
}

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

/** What one attempt took of the processors, in milliseconds; printed with everything else. */
async function play(
  hall: ExamHall,
  server: AppServer,
  people: readonly StoryPerson[],
  learners: number,
): Promise<number> {
  const run = newStoryRun();
  const waiting = [...people];
  const before = await readHeld(hall);
  const used = meter(server, hall);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: learners }, async (_, n) => {
      const source = `127.${10 + Math.floor(n / 250)}.${n % 250}.1`;
      for (let next = waiting.pop(); next; next = waiting.pop())
        await playStory(server.url, next, source, run);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const now = meter(server, hall);
  const after = await readHeld(hall);
  const n = people.length;
  const [node, postgres] = [(now.node - used.node) / n, (now.postgres - used.postgres) / n];
  console.log(
    `\n${learners} learners, ${n} attempts: ${((n / seconds) * 60).toFixed(0)} attempts a minute; processor per attempt ${ms(node + postgres)} ms (node ${ms(node)}, postgres ${ms(postgres)}); ` +
      `${((after.commits - before.commits) / n).toFixed(0)} transactions, ${kb((after.walBytes - before.walBytes) / n)} of log and ${kb((after.bytes - before.bytes) / n)} of tables each; ` +
      `${run.mishaps.busy} times busy, ${run.mishaps.lost} connections lost`,
  );
  const rows = [...run.times].map(([step, times]) => [
    step,
    ...[50, 95, 99].map((percent) => ms(percentile(times, percent))),
    String(times.length),
  ]);
  console.log(formatTable([['step', 'p50 ms', 'p95 ms', 'p99 ms', 'n'], ...rows]).join('\n'));
  for (const fault of [...new Set(run.faults)].slice(0, 5)) console.log(`FAULT ${fault}`);
  if (run.faults.length > 0) throw new Error(`${run.faults.length} of ${n} stories did not end well`);
  await checkScores(hall);
  return node + postgres;
}

/** Half of each form was answered right; whatever was marked says so. */
async function checkScores(hall: ExamHall): Promise<void> {
  const wrong = await hall.query(
    "SELECT 1 FROM attempt_grade g JOIN attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id WHERE g.correct <> 10 AND a.closed_by = 'submitted'",
  );
  if (wrong.length > 0) throw new Error(`${wrong.length} attempts have a wrong score`);
}

/** Many small requests over a few connections, and what one took of the server's processor. */
async function measureEmptyRoute(server: AppServer): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { port } = new URL(server.url);
  const one = () =>
    new Promise<void>((resolve, reject) => {
      request({ agent, host: '127.0.0.1', port, path: '/api/health/live' }, (answer) => {
        answer.resume();
        answer.once('end', resolve);
      })
        .once('error', reject)
        .end();
    });
  const ask = (count: number) =>
    Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let n = 0; n < count / 8; n += 1) await one();
      }),
    );
  await ask(1600);
  const before = processorMs(server.identity.pid);
  const count = 4000;
  await ask(count);
  agent.destroy();
  return (processorMs(server.identity.pid) - before) / count;
}

interface Save {
  readonly text: string;
  readonly seats: readonly unknown[][];
  readonly cookies: readonly string[];
}

/** The statement that saves an answer, as the application sends it, for learners of their own. */
async function recordSaves(learners: number): Promise<Save> {
  const room = await openExamRoom({ itemCount: 20, learnerCount: learners });
  const { exam } = dbPools();
  const query = exam.query.bind(exam);
  const heard: { text: string; values: unknown[] }[] = [];
  const cookies: string[] = [];
  Object.assign(exam, {
    query: (text: string, values: unknown[]) => {
      heard.push({ text, values });
      return query(text, values);
    },
  });
  for (const learner of room.learners) {
    const sitting = await seat(room, learner);
    const [item] = sitting.items;
    const { token, tokenHash } = await openSession(learner.personId);
    cookies.push(
      `cutscore.session=${await encode({ token: { sid: token }, secret: process.env.AUTH_SECRET ?? '' })}`,
    );
    const selected = item?.optionIds.slice(0, 1) ?? [];
    await saveResponse(tokenHash, {
      ...sitting,
      itemId: item?.itemId ?? '',
      rev: REV,
      selected,
      flagged: false,
    });
  }
  Object.assign(exam, { query });
  return {
    text: heard[0]?.text ?? '',
    seats: heard.map(({ values }) =>
      values.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value)),
    ),
    cookies,
  };
}
/** A revision that nothing else in the statement equals. */
const REV = 424_242;

async function startYardstick(
  kind: 'pool' | 'http',
  save: Save,
  seconds: number,
): Promise<[ChildProcess, { saved?: number; port?: number }]> {
  const { text, seats } = save;
  const child = fork('scripts/bench-yardstick.ts', {
    execArgv: ['--import', 'tsx', '--conditions=react-server'],
    env: process.env,
  });
  const revAt = seats[0]?.indexOf(REV) ?? -1;
  child.send({ kind, url: process.env.APP_DATABASE_URL, text, seats, revAt, seconds });
  const [heard] = (await once(child, 'message')) as [{ saved?: number; port?: number }];
  return [child, heard];
}

/** Processor per saved answer, in milliseconds, of a bare pool and of a plain server around it. */
async function measureYardsticks(
  hall: ExamHall,
  save: Save,
): Promise<{ readonly pool: number; readonly http: number }> {
  const seconds = 4;
  const before = processorMs(hall.postgres.pid);
  const [pool, { saved = 0 }] = await startYardstick('pool', save, seconds);
  const bare = (processorMs(pool.pid ?? 0) - STARTED_MS + processorMs(hall.postgres.pid) - before) / saved;
  pool.kill();
  const [plain, { port = 0 }] = await startYardstick('http', save, seconds);
  const started = { node: processorMs(plain.pid ?? 0), postgres: processorMs(hall.postgres.pid) };
  const agent = new Agent({ keepAlive: true, maxSockets: save.seats.length });
  let answered = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    save.cookies.map(async (cookie, at) => {
      while (performance.now() < until) {
        await new Promise<void>((resolve, reject) => {
          const headers = { cookie, 'content-type': 'application/json' };
          request({ agent, host: '127.0.0.1', port, method: 'PUT', headers }, (answer) => {
            answer.resume();
            answer.once('end', resolve);
          })
            .once('error', reject)
            .end(
              JSON.stringify({
                seat: at,
                leaseId: 'x'.repeat(36),
                rev: 1,
                selected: ['x'.repeat(36)],
                flagged: false,
              }),
            );
        });
        answered += 1;
      }
    }),
  );
  const http =
    (processorMs(plain.pid ?? 0) - started.node + processorMs(hall.postgres.pid) - started.postgres) /
    answered;
  agent.destroy();
  plain.kill();
  return { pool: bare, http };
}
/** What a process of this kind takes to begin, as measured once; the bare pool works from its first moment. */
let STARTED_MS = 0;
async function measureStart(save: Save): Promise<void> {
  const [child] = await startYardstick('http', save, 0);
  STARTED_MS = processorMs(child.pid ?? 0);
  child.kill();
}

async function saveFor(
  hall: ExamHall,
  learners: number,
  seconds: number,
  pauseMs: () => number,
): Promise<readonly number[]> {
  const some = hall.learners.slice(0, learners);
  const before = some.map(({ latenciesMs }) => latenciesMs.length);
  const stop = AbortSignal.timeout(seconds * 1000);
  await Promise.all(some.map((learner) => learner.answerUntil(stop, pauseMs)));
  return some.flatMap(({ latenciesMs }, index) => latenciesMs.slice(before[index]));
}

async function measureSaves(hall: ExamHall, server: AppServer, save: Save): Promise<void> {
  await measureStart(save);
  await saveFor(hall, 32, 2, () => 0);
  const used = meter(server, hall);
  const eight = await saveFor(hall, 8, 6, () => 0);
  const now = meter(server, hall);
  const [node, postgres] = [
    (now.node - used.node) / eight.length,
    (now.postgres - used.postgres) / eight.length,
  ];
  const many = await saveFor(hall, 32, 6, () => 0);
  const paced = await saveFor(hall, 32, 15, () => 500 + Math.random() * 1000);
  const { pool, http } = await measureYardsticks(hall, save);
  console.log(
    `\nSaves alone: processor ${ms(node + postgres)} ms each (node ${ms(node)}, postgres ${ms(postgres)}); yardsticks: the function through a bare pool ${ms(pool)} ms, behind plain node:http ${ms(http)} ms`,
  );
  const p95 = (times: readonly number[]) => `${ms(percentile(times, 95))} ms (n = ${times.length})`;
  console.log(
    `Saves p95: 8 learners without a pause ${p95(eight)}, at most 25; 32 without a pause ${p95(many)}, at most 100; 32 with an answer a second ${p95(paced)}, at most 60`,
  );
  console.log(
    `A save is ${((node + postgres) / pool).toFixed(2)} times the function through a bare pool; at most 2.0`,
  );
}

/** What a browser that has nothing yet fetches for the page of an exam. */
async function measureColdPage(hall: ExamHall, server: AppServer): Promise<void> {
  const mishaps: Mishaps = { busy: 0, lost: 0 };
  const browser = new StoryBrowser(server.url, '127.0.0.1', new Map(), mishaps);
  const [learner] = hall.learners;
  if (!learner) return;
  const page = await browser.step('page', learner.path, { headers: { cookie: learner.cookie } });
  // Of what is only for browsers without modules, the others fetch nothing.
  const ancient = [...page.body.matchAll(/src="([^"?]+)" noModule/g)].map(([, path]) => path ?? '');
  const assets = new Set(
    [...page.body.matchAll(/(?:src|href)="(\/_next\/static\/[^"?]+)/g)].map(([, path]) => path ?? ''),
  );
  for (const path of ancient) assets.delete(path);
  let [scripts, others] = [0, 0];
  for (const path of assets) {
    const { bytes } = await browser.step('asset', path);
    if (path.endsWith('.js')) scripts += bytes;
    else others += bytes;
  }
  browser.close();
  console.log(
    `\nThe cold page of an exam: ${kb(page.bytes + scripts + others)} over the wire (page ${kb(page.bytes)}, JavaScript ${kb(scripts)}, styles and fonts ${kb(others)})`,
  );
}

async function bench(life: Lifetime): Promise<void> {
  const load = await machineLoad(2000);
  console.log(`The machine was ${(load * 100).toFixed(0)} % busy before; ${options.workers} processes serve`);
  const parts = counts.map((learners) => attemptsFor(learners));
  let people: readonly StoryPerson[] = [];
  let save: Save | undefined;
  const hall = await openExamHall('bench-exam', options['skip-saves'] ? 1 : 32, life, async () => {
    people = await makeStoryPeople(warmUps + parts.reduce((sum, each) => sum + each, 0));
    if (!options['skip-saves']) save = await recordSaves(8);
  });
  const server = await hall.startServer({ WORKERS: options.workers });
  const waiting = [...people];
  await Promise.all(
    waiting
      .splice(0, warmUps)
      .map((person, n) => playStory(server.url, person, `127.9.${n}.1`, newStoryRun())),
  );
  const empty = await measureEmptyRoute(server);
  console.log(
    `An empty route of Next: ${ms(empty)} ms of processor${empty > voidAboveMs ? '; above 1.4: this run is VOID' : ''}`,
  );
  for (const [at, learners] of counts.entries()) {
    const perAttempt = await play(hall, server, waiting.splice(0, parts[at] ?? 0), learners);
    console.log(
      `Processor per attempt is ${(perAttempt / empty).toFixed(0)} times the empty route; at most 170 at 8 and 32`,
    );
  }
  if (save) await measureSaves(hall, server, save);
  await measureColdPage(hall, server);
  const again = await measureEmptyRoute(server);
  console.log(
    `The empty route once more: ${ms(again)} ms${again > voidAboveMs ? '; above 1.4: this run is VOID' : ''}`,
  );
}

await runCommand(() => withLifetime(bench));
