import { randomInt } from 'node:crypto';
import { findLostAnswers } from './acknowledged-answers';
import { runCommand } from './administrator';
import { type ExamHall, openExamHall } from './exam-hall';
import { type Lifetime, withLifetime } from './lifetime';
import { describeLatencies, percentile } from './percentile';

/**
 * `npm run check:autosave`: how long 20 learners wait for the acknowledgement of an answer, over HTTP on the loopback
 * interface. Each answers about once a second, far more often than people do; then everybody as fast as they can, as
 * after an outage. Fails when the 95th percentile of the first is above the budget, or when an answer is lost.
 */

const learnerCount = 20;
const pacedSeconds = 20;
const burstSeconds = 5;
/** The server's part of "saved within a second": the rest is for the network. */
const p95BudgetMs = 50;

async function answerFor(hall: ExamHall, seconds: number, pauseMs: () => number): Promise<readonly number[]> {
  const before = hall.learners.map(({ latenciesMs }) => latenciesMs.length);
  const stop = AbortSignal.timeout(seconds * 1000);
  await Promise.all(hall.learners.map((learner) => learner.answerUntil(stop, pauseMs)));
  return hall.learners.flatMap(({ latenciesMs }, index) => latenciesMs.slice(before[index]));
}

async function check(life: Lifetime): Promise<void> {
  const hall = await openExamHall('check-autosave', learnerCount, life);
  await hall.startServer();
  await answerFor(hall, 2, () => 100); // opens connections and warms the server up
  const paced = await answerFor(hall, pacedSeconds, () => 500 + randomInt(1000));
  console.log(`${learnerCount} learners, an answer a second each: ${describeLatencies(paced)}`);
  const burst = await answerFor(hall, burstSeconds, () => 0);
  const rate = Math.round(burst.length / burstSeconds);
  console.log(
    `${learnerCount} learners without a pause, ${rate} answers a second: ${describeLatencies(burst)}`,
  );
  const acknowledged = hall.learners.flatMap((learner) => learner.acknowledged);
  const lost = findLostAnswers(acknowledged, await hall.readStored());
  const refused = hall.learners.flatMap(({ refusals }) => refusals);
  const p95 = percentile(paced, 95);
  if (p95 > p95BudgetMs) throw new Error(`p95 is ${p95.toFixed(1)} ms; the budget is ${p95BudgetMs} ms.`);
  if (lost.length + refused.length > 0)
    throw new Error(`${lost.length} answers lost, ${refused.length} refused: ${refused[0] ?? ''}`);
}

await runCommand(() => withLifetime(check));
