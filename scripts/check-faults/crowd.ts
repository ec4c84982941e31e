import { randomInt } from 'node:crypto';
import { findLostAnswers } from '../acknowledged-answers';
import type { AppServer } from '../app-server';
import type { ExamHall } from '../exam-hall';
import { percentile } from '../percentile';
import { endProcess } from '../processes';
import { formatSeconds } from '../progress';
import type { SimulatedLearner } from '../simulated-learner';
import type { Finding } from './fault';

/** Somebody who hears nothing tries again; this long after the server is back everybody has been served. */
const RESUME_MS = 5000;

type Environment = Readonly<Record<string, string>>;

interface Terms {
  /** Between two answers of somebody. */
  readonly pauseMs?: () => number;
  /** How long an answer may take, of 95 in 100. */
  readonly mostMs?: number;
  /** How long until the last has been served once more. */
  readonly resumeMs?: number;
}

/** Learners who answer while something happens, on a server that can be killed. */
export class Crowd {
  readonly #hall: ExamHall;
  readonly #serverPort: number;
  readonly #ended: AbortSignal;
  #server: AppServer | null = null;
  /** Of its environment, whatever a fault asks for. */
  overruling: Environment = {};
  /** Whether browsers keep anything on their device. */
  browserKeeps = true;
  toldBy: 'SIGTERM' | 'SIGKILL' = 'SIGTERM';

  constructor(hall: ExamHall, serverPort: number, ended: AbortSignal) {
    this.#hall = hall;
    this.#serverPort = serverPort;
    this.#ended = ended;
  }

  get server(): AppServer {
    if (!this.#server) throw new Error('The server does not run');
    return this.#server;
  }

  async startServer(given: Environment = {}): Promise<void> {
    // Its address is that of the line, which is where everybody comes from.
    const address = { APP_URL: `http://localhost:${this.#hall.port}` };
    this.#server = await this.#hall.startServer(
      { ...address, ...given, ...this.overruling },
      this.#serverPort,
    );
  }

  async restartServer(given: Environment = {}): Promise<void> {
    await this.#server?.stop();
    await this.startServer(given);
  }

  /** The status of what a balancer asks; 0 for no answer. */
  async readiness(): Promise<number> {
    const answer = await fetch(`${this.server.url}/api/health/ready`).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status ?? 0;
  }

  killServer(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    return endProcess(this.server.identity, { signals: [signal], patienceMs: 12_000, group: true });
  }

  /** Who sits the first exam; the others only hand in. */
  get learners(): readonly SimulatedLearner[] {
    return this.#hall.exams[0]?.learners ?? [];
  }

  /**
   * Everybody answers while `happen` runs, and then until everybody was served once more. `figures` are added to what is found;
   * anything acknowledged that the database lacks is wrong, and so is any refusal.
   */
  async answerWhile(
    happen: () => Promise<void>,
    {
      pauseMs = () => 20 + randomInt(180),
      mostMs = Number.POSITIVE_INFINITY,
      resumeMs = RESUME_MS,
    }: Terms = {},
  ): Promise<Finding> {
    const learners = this.learners;
    const before = learners.map(({ latenciesMs, refusals, retries }) => ({
      ...{ answered: latenciesMs.length, refused: refusals.length, retries },
    }));
    const stop = new AbortController();
    const either = AbortSignal.any([stop.signal, this.#ended]);
    const working = Promise.all(learners.map((learner) => learner.answerUntil(either, pauseMs)));
    let tookMs = 0;
    try {
      await happen();
      const since = performance.now();
      while (learners.some(({ lastAcknowledgedAt }) => lastAcknowledgedAt < since)) {
        if (performance.now() - since > 6 * RESUME_MS || this.#ended.aborted) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      tookMs = performance.now() - since;
    } finally {
      stop.abort();
      await working;
    }
    const lost = findLostAnswers(
      learners.flatMap(({ acknowledged }) => acknowledged),
      await this.#hall.readStored(),
    );
    const latencies = learners.flatMap(({ latenciesMs }, at) => latenciesMs.slice(before[at]?.answered));
    const p95 = percentile(latencies, 95);
    const refused = learners.flatMap(({ refusals }, at) => refusals.slice(before[at]?.refused));
    const retries = learners.reduce(
      (sum, learner, at) => sum + learner.retries - (before[at]?.retries ?? 0),
      0,
    );
    // What was lost once is known from then on: the next fault begins with what is stored.
    for (const learner of learners) learner.forget(lost);
    return {
      figures: `${latencies.length} answers acknowledged, ${retries} sent again, ${lost.length} lost, p95 ${Math.round(p95)} ms, everybody goes on after ${formatSeconds(tookMs)}`,
      wrong: [
        ...(lost.length > 0 ? [`${lost.length} acknowledged answers lost`] : []),
        ...(refused.length > 0 ? [`${refused.length} refused: ${refused[0]}`] : []),
        ...(tookMs > resumeMs ? ['somebody did not go on in time'] : []),
        ...(p95 > mostMs ? [`p95 is ${Math.round(p95)} ms; at most ${mostMs} ms`] : []),
        ...(latencies.length === 0 ? ['nobody answered anything'] : []),
      ],
    };
  }

  countOpen(): Promise<number> {
    return this.#hall.countOpenAttempts();
  }
}
