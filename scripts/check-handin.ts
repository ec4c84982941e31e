import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { correctKey } from '@/lib/features/key-correction/commands';
import { closePools } from '@/lib/infra/db/pools';
import { findLostAnswers } from './acknowledged-answers';
import { runCommand } from './administrator';
import { type ExamHall, type ExamOfHall, openExamHall } from './exam-hall';
import { type Lifetime, withLifetime } from './lifetime';
import { describeLatencies, percentile } from './percentile';
import { poolerVersion, startPooler } from './pooler';
import { runNode } from './run-program';
import type { SimulatedLearner } from './simulated-learner';

/**
 * `npm run check:handin`: 300 learners of one exam press Submit within one second, over HTTP, while 20 of another exam go on answering.
 * Then the same with a key correction at work, and once more through PgBouncer where it is installed. Prints a line for each
 * bar and fails when one is not met.
 */

const wave = 300;
const savers = 20;
const baselineSeconds = 10;
const answersEach = 10;
const bars = { submitP95Ms: 2000, savesP95Ms: 250, timesBaseline: 1.5, markedSeconds: 15 } as const;

const verdicts: boolean[] = [];
function report(isMet: boolean, words: string): void {
  verdicts.push(isMet);
  console.log(`${isMet ? 'ok     ' : 'FAILED '} ${words}`);
}

/** About twice a second each: more than people do, so that a short wave is seen by many answers. */
const pauseMs = () => 300 + randomInt(400);

/** How long the saves of these learners took while `meanwhile` happened. */
async function savesDuring<T>(
  learners: readonly SimulatedLearner[],
  meanwhile: () => Promise<T>,
): Promise<[readonly number[], T]> {
  const before = learners.map(({ latenciesMs }) => latenciesMs.length);
  const stop = new AbortController();
  const answering = Promise.all(learners.map((learner) => learner.answerUntil(stop.signal, pauseMs)));
  const done = await meanwhile();
  stop.abort();
  await answering;
  return [learners.flatMap(({ latenciesMs }, index) => latenciesMs.slice(before[index])), done];
}

async function answerAll({ learners }: ExamOfHall): Promise<void> {
  const waiting = [...learners];
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      for (let n = 0; n < answersEach; n += 1) await next.answer();
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

interface HandIn {
  readonly status: number;
  readonly tookMs: number;
}

async function handIn(learner: SimulatedLearner): Promise<HandIn> {
  await sleep(randomInt(1000));
  const startedAt = performance.now();
  const { status } = await learner.submit();
  return { status, tookMs: performance.now() - startedAt };
}

const countUnmarked = async (hall: ExamHall): Promise<number> => {
  const [row] = await hall.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM attempt WHERE state IN ('submitted', 'expired'))::int
          + (SELECT count(*) FROM attempt_grade WHERE NOT folded)::int AS n`,
  );
  return row?.n ?? 0;
};

/** Seconds from now until everything that was handed in is marked and in the sums; null when that takes a minute. */
async function untilMarked(hall: ExamHall): Promise<number | null> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 60_000) {
    if ((await countUnmarked(hall)) === 0) return (performance.now() - startedAt) / 1000;
    await sleep(200);
  }
  return null;
}

const ROLLUPS = ['item_rollup', 'option_rollup', 'learner_topic_rollup'] as const;

/** How many rows of the sums differ from those that are counted anew from the graded answers. The end of the connection takes it back. */
async function countWrongSums(hall: ExamHall, { room }: ExamOfHall): Promise<number> {
  const org = room.scope.organisationId;
  // Rows that count nothing are as good as none.
  const rows = ROLLUPS.map(
    (table) =>
      `SELECT '${table}' AS name, to_jsonb(t) AS row FROM ${table} t WHERE organisation_id = '${org}'
       AND to_jsonb(t) @? '$.* ? (@.type() == "number" && @ != 0)'`,
  ).join(' UNION ALL ');
  const [row] = await hall.query<{ n: number }>(
    `BEGIN; SELECT ctx.enter('${org}', NULL, 'system'); CREATE TEMP TABLE kept ON COMMIT DROP AS ${rows};
     SELECT app.rebuild_rollups();
     CREATE TEMP TABLE differs ON COMMIT DROP AS (SELECT * FROM kept EXCEPT ALL (${rows})) UNION ALL ((${rows}) EXCEPT ALL SELECT * FROM kept);
     SELECT count(*)::int AS n FROM differs`,
  );
  return row?.n ?? 0;
}

async function correctSome({ room }: ExamOfHall): Promise<number> {
  let corrected = 0;
  for (const item of room.items.slice(0, 3)) {
    const key = item.optionIds.filter((id) => !item.keyIds.includes(id)).slice(0, item.keyIds.length);
    const done = await correctKey(room.admin.scope, {
      ...{ itemId: item.itemId, fromVersionId: item.itemVersionId, key, policy: 'current_key' },
      ...{ reason: 'The guide says so', rationaleOf: [], rationale: [] },
    });
    if (done.ok) corrected += 1;
    await sleep(100);
  }
  return corrected;
}

async function tryWave(
  hall: ExamHall,
  name: string,
  exam: ExamOfHall,
  others: ExamOfHall,
  baseline: number,
  withCorrection: boolean,
) {
  await answerAll(exam);
  const [saves, [handIns, marked, corrected]] = await savesDuring(others.learners, async () => {
    const correcting = withCorrection ? sleep(300).then(() => correctSome(exam)) : Promise.resolve(0);
    const startedAt = performance.now();
    const done = await Promise.all(exam.learners.map(handIn));
    const submittedAfter = (performance.now() - startedAt) / 1000;
    const keys = await correcting;
    const seconds = await untilMarked(hall);
    return [done, seconds === null ? null : seconds + submittedAfter, keys] as const;
  });
  const took = handIns.map(({ tookMs }) => tookMs);
  const refused = handIns.filter(({ status }) => status !== 200);
  const words = withCorrection ? `, ${corrected} keys corrected meanwhile` : '';
  report(
    refused.length === 0 && percentile(took, 95) <= bars.submitP95Ms && (!withCorrection || corrected === 3),
    `${name}: ${handIns.length} hand-ins within a second${words}: ${describeLatencies(took)}; refused ${refused.length} (${[...new Set(refused.map(({ status }) => status))].join(', ')}); p95 at most ${bars.submitP95Ms} ms`,
  );
  const bar = Math.max(bars.savesP95Ms, bars.timesBaseline * baseline);
  report(
    percentile(saves, 95) <= bar,
    `${name}: saves of another exam meanwhile: ${describeLatencies(saves)}; baseline p95 ${baseline.toFixed(1)} ms; p95 at most ${bar.toFixed(0)} ms`,
  );
  report(
    marked !== null && marked <= bars.markedSeconds,
    `${name}: all marked and in the sums ${marked === null ? 'not within a minute' : `${marked.toFixed(1)} s after the first Submit`}; at most ${bars.markedSeconds} s`,
  );
  const wrong = await countWrongSums(hall, exam);
  report(wrong === 0, `${name}: rows of sums that differ from a recomputation: ${wrong}`);
}

async function tryHall(life: Lifetime, pooled: boolean): Promise<void> {
  const hall = await openExamHall(
    pooled ? 'check-handin-pooled' : 'check-handin',
    pooled ? [wave, savers] : [wave, wave, savers],
    life,
    async () => {},
    async (logins) => (pooled ? startPooler(logins, life) : logins),
  );
  const others = hall.exams.at(-1);
  const [first, second] = hall.exams;
  if (!others || !first || !second) throw new Error('The hall is empty');
  await hall.startServer();
  await savesDuring(others.learners, () => sleep(3000));
  const [quiet] = await savesDuring(others.learners, () => sleep(baselineSeconds * 1000));
  const baseline = percentile(quiet, 95);
  console.log(`        saves of ${savers} learners in quiet: ${describeLatencies(quiet)}`);
  if (pooled) await tryWave(hall, 'through PgBouncer', first, others, baseline, false);
  else {
    await tryWave(hall, 'a wave', first, others, baseline, false);
    await tryWave(hall, 'with a key correction', second, others, baseline, true);
  }
  await closePools();
  const lost = findLostAnswers(
    hall.learners.flatMap((learner) => learner.acknowledged),
    await hall.readStored(),
  );
  const refusals = hall.learners.flatMap((learner) => learner.refusals);
  report(
    lost.length + refusals.length === 0,
    `answers lost ${lost.length}, refused ${refusals.length}; none`,
  );
}

/** What a process connects to is read once; the hall behind PgBouncer is another process's. */
const POOLED = '--pooled';
const program = ['--import', 'tsx', '--conditions=react-server', 'scripts/check-handin.ts', POOLED];

async function check(life: Lifetime): Promise<void> {
  const isPooled = process.argv.includes(POOLED);
  await withLifetime((own) => tryHall(own, isPooled));
  const failed = verdicts.filter((isMet) => !isMet).length;
  if (!isPooled) {
    if (poolerVersion() === null) console.log('not run: pgbouncer is absent');
    else if ((await runNode(program, { output: 'screen', signal: life.signal })).code !== 0)
      throw new Error('Bars are not met through PgBouncer.');
  }
  if (failed > 0) throw new Error(`${failed} of ${verdicts.length} bars are not met.`);
}

await runCommand(() => withLifetime(check));
