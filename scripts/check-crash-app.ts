import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findLostAnswers } from './acknowledged-answers';
import { runCommand } from './administrator';
import type { AppServer } from './app-server';
import { type ExamHall, openExamHall } from './exam-hall';
import { type Lifetime, withLifetime } from './lifetime';
import { endProcess } from './processes';
import { formatSeconds } from './progress';

/**
 * `npm run check:crash-app`: kills the server (SIGKILL) at random moments while learners answer, starts it again, and
 * compares what it had acknowledged with what the database holds. Fails when a single answer is missing, or when an attempt
 * does not go on afterwards.
 */

const learnerCount = 20;
const rounds = 5;
/** A learner who is told nothing tries again; within this time after the start everybody has been served. */
const resumeBudgetMs = 5000;
const killAfterMs = { min: 400, max: 2500 } as const;
const pauseMs = (): number => 20 + randomInt(180);

const crash = (server: AppServer): Promise<void> =>
  endProcess(server.identity, { signals: ['SIGKILL'], patienceMs: 10_000, group: true });

/** One crash: returns how long the slowest learner waited after the port answered again. */
async function crashAndRestart(hall: ExamHall, server: AppServer) {
  await sleep(randomInt(killAfterMs.min, killAfterMs.max));
  await crash(server);
  const next = await hall.startServer();
  const upAt = performance.now();
  while (hall.learners.some(({ lastAcknowledgedAt }) => lastAcknowledgedAt < upAt)) {
    if (performance.now() - upAt > 2 * resumeBudgetMs) break;
    await sleep(10);
  }
  return { server: next, resumeMs: performance.now() - upAt };
}

async function submitEverything(hall: ExamHall): Promise<string[]> {
  const outcomes = await Promise.all(
    hall.learners.map(async (learner) => ({ learner, submission: await learner.submit() })),
  );
  return outcomes.flatMap(({ learner, submission }) => {
    const expected = learner.acknowledged.length;
    if (submission.status === 200 && submission.answered === expected) return [];
    return [`submission: ${submission.status}, ${submission.answered} of ${expected} answers in the receipt`];
  });
}

async function check(life: Lifetime): Promise<void> {
  const hall = await openExamHall('check-crash-app', learnerCount, life);
  let server = await hall.startServer();
  const stop = new AbortController();
  const working = Promise.all(hall.learners.map((learner) => learner.answerUntil(stop.signal, pauseMs)));
  const problems: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    life.signal.throwIfAborted();
    const crashed = await crashAndRestart(hall, server);
    server = crashed.server;
    const open = await hall.countOpenAttempts();
    console.log(
      `Round ${round}: everybody goes on ${formatSeconds(crashed.resumeMs)} after the start; ${open} attempts open`,
    );
    if (crashed.resumeMs > resumeBudgetMs) problems.push(`round ${round}: somebody did not go on in time`);
    if (open !== learnerCount) problems.push(`round ${round}: ${open} attempts are open`);
  }
  stop.abort();
  await working;
  const acknowledged = hall.learners.flatMap((learner) => learner.acknowledged);
  const lost = findLostAnswers(acknowledged, await hall.readStored());
  problems.push(...(await submitEverything(hall)), ...hall.learners.flatMap(({ refusals }) => refusals));
  report(hall, acknowledged.length, lost.length);
  if (lost.length > 0 || problems.length > 0)
    throw new Error([`${lost.length} acknowledged answers lost`, ...problems].join('\n'));
}

function report(hall: ExamHall, places: number, lost: number): void {
  const answers = hall.learners.reduce((sum, { latenciesMs }) => sum + latenciesMs.length, 0);
  const retries = hall.learners.reduce((sum, learner) => sum + learner.retries, 0);
  console.log(`${rounds} kills during ${learnerCount} attempts: ${answers} answers acknowledged`);
  console.log(`in ${places} places, ${retries} sent again, ${lost} acknowledged answers lost.`);
}

await runCommand(() => withLifetime(check));
