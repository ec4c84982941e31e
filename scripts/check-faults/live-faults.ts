import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../child-processes';
import { formatSeconds } from '../progress';
import type { Finding, LiveFault } from './fault';
import { ASYNCHRONOUS, betrayal, environment, inDatabase, preload, SLOW_SAVES, SUDDEN } from './live-mutants';

/*
 * Faults that are played against the built application. Each leaves a running server and a database that answers behind, so that
 * the next one begins with learners in the middle of their exams.
 */

const rounds = 5;

const times = async (count: number, act: () => Promise<void>): Promise<void> => {
  for (let round = 1; round <= count; round += 1) await act();
};

const withFigures = (finding: Finding, figures: string, wrong: readonly string[] = []): Finding => ({
  figures: `${figures}: ${finding.figures}`,
  wrong: [...finding.wrong, ...wrong],
});

export const databaseKilled: LiveFault = {
  kind: 'live',
  mutant: ASYNCHRONOUS,
  play: async ({ crowd, hall: { database } }) =>
    withFigures(
      await crowd.answerWhile(() =>
        times(rounds, async () => {
          await sleep(randomInt(400, 1500));
          await database.kill();
          await database.start();
        }),
      ),
      `${rounds} kills of PostgreSQL`,
    ),
};

export const databaseRestarted: LiveFault = {
  kind: 'live',
  mutant: betrayal('what only has to wait is called final', 'refuses'),
  play: async ({ crowd, hall: { database } }) =>
    withFigures(
      await crowd.answerWhile(async () => {
        await sleep(800);
        await database.stop();
        await database.start();
      }),
      '1 fast restart of PostgreSQL',
    ),
};

const freezeMs = 15_000;
/** Saves queue for up to 5 s before they are refused; nothing hangs. */
const longestAnswerMs = 7000;

export const databaseFrozen: LiveFault = {
  kind: 'live',
  mutant: betrayal('a failure that is kept from who waits', 'stalls'),
  play: async ({ crowd, hall: { database } }) => {
    const waits: number[] = [];
    const [looker] = crowd.learners;
    const look = async () => {
      const since = performance.now();
      await looker?.open(looker.path);
      waits.push(performance.now() - since);
      await sleep(100);
    };
    const finding = await crowd.answerWhile(async () => {
      await sleep(500);
      database.signal('SIGSTOP');
      try {
        const until = performance.now() + freezeMs;
        while (performance.now() < until) await look();
      } finally {
        database.signal('SIGCONT');
      }
    });
    const longest = Math.max(...waits);
    return withFigures(
      finding,
      `frozen for ${formatSeconds(freezeMs)}, ${waits.length} pages asked for, the longest answer after ${formatSeconds(longest)}`,
      longest > longestAnswerMs ? [`an answer took ${formatSeconds(longest)}`] : [],
    );
  },
};

export const serverKilled: LiveFault = {
  kind: 'live',
  mutant: betrayal('says saved before it is', 'lies'),
  play: async ({ crowd }) => {
    const before = await crowd.countOpen();
    const finding = await crowd.answerWhile(() =>
      times(rounds, async () => {
        await sleep(randomInt(400, 1500));
        await crowd.killServer('SIGKILL');
        await crowd.startServer();
      }),
    );
    const stuck = before - (await crowd.countOpen());
    return withFigures(
      finding,
      `${rounds} kills of the server`,
      stuck === 0 ? [] : [`${stuck} attempts are no longer open`],
    );
  },
};

export const serverTold: LiveFault = {
  kind: 'live',
  mutant: SUDDEN,
  play: async ({ crowd, line }) => {
    await crowd.restartServer({ DRAIN_SECONDS: '2' });
    const before = line.unanswered;
    let tookMs = 0;
    const finding = await crowd.answerWhile(
      async () => {
        await sleep(800);
        const since = performance.now();
        const ended = crowd.killServer(crowd.toldBy);
        // As whoever balances: nothing more is sent once it says that it ends, or isn't there.
        while ((await crowd.readiness()) === 200) await sleep(20);
        line.held = true;
        await ended;
        tookMs = performance.now() - since;
        await crowd.startServer();
        line.held = false;
      },
      { pauseMs: () => randomInt(20) },
    );
    const unanswered = line.unanswered - before;
    return withFigures(
      finding,
      `SIGTERM in the middle of saves, ended after ${formatSeconds(tookMs)}, ${unanswered} requests unanswered`,
      [
        ...(unanswered > 0 ? [`${unanswered} requests were taken and not answered`] : []),
        ...(tookMs > 10_000 ? ['it took more than 10 s'] : []),
      ],
    );
  },
};

/** What was just handed to a process that dies hears nothing, until the browser gives up on it after 10 s and asks again. */
const handedOverMs = 15_000;

export const processKilled: LiveFault = {
  kind: 'live',
  mutant: environment('no process takes the place of one that died', {
    NODE_OPTIONS: preload('no-second-process.mjs'),
  }),
  play: async ({ crowd }) => {
    await crowd.restartServer({ WORKERS: '2' });
    let killed = 0;
    const finding = await crowd.answerWhile(
      () =>
        times(rounds, async () => {
          await sleep(1500);
          const [victim] = childrenOf(crowd.server.identity.pid);
          if (victim === undefined) return;
          process.kill(victim, 'SIGKILL');
          killed += 1;
        }),
      { resumeMs: handedOverMs },
    );
    await crowd.restartServer();
    return withFigures(
      finding,
      `${killed} kills of one of two processes`,
      killed === rounds ? [] : [`only ${killed} processes could be killed`],
    );
  },
};

export const fewConnections: LiveFault = {
  kind: 'live',
  mutant: SLOW_SAVES,
  play: async ({ crowd }) => {
    await crowd.restartServer({ POOL_SIZE: '2' });
    const finding = await crowd.answerWhile(() => sleep(6000), { pauseMs: () => 0, mostMs: 2000 });
    await crowd.restartServer();
    return withFigures(finding, '2 connections for everybody, without a pause');
  },
};

export const badLine: LiveFault = {
  kind: 'live',
  mutant: betrayal('something between says saved', 'assures'),
  play: async ({ crowd, line }) => {
    line.drop = 0.2;
    const finding = await crowd.answerWhile(() => sleep(5000));
    line.drop = 0;
    return withFigures(finding, '20 % of the saves never arrive');
  },
};

export const answersLost: LiveFault = {
  kind: 'live',
  mutant: inDatabase('a repetition is taken for another answer'),
  play: async ({ crowd, line }) => {
    line.swallow = 0.2;
    const finding = await crowd.answerWhile(() => sleep(5000));
    line.swallow = 0;
    return withFigures(finding, '20 % of the answers of the server never arrive');
  },
};

export const wrongClock: LiveFault = {
  kind: 'live',
  mutant: inDatabase('the time left of another clock'),
  play: async ({ crowd, hall }) => {
    const found: Finding[] = [];
    const apart: number[] = [];
    for (const hours of [1, -1]) {
      await crowd.restartServer({ NODE_OPTIONS: preload('skewed-clock.mjs'), SKEW_HOURS: String(hours) });
      found.push(await crowd.answerWhile(() => sleep(2500)));
      const [learner] = crowd.learners;
      const told = (await learner?.remainingMs()) ?? Number.NaN;
      const [row] = await hall.query<{ left_ms: number }>(
        'SELECT (extract(epoch FROM deadline_at - clock_timestamp()) * 1000)::float8 AS left_ms FROM attempt WHERE id = $1',
        [learner?.attemptId],
      );
      apart.push(Math.abs(told - (row?.left_ms ?? Number.NaN)));
    }
    await crowd.restartServer();
    const worst = Math.max(...apart);
    return {
      figures: `the server an hour fast, then an hour slow, the time left told to within ${formatSeconds(worst)}: ${found.map(({ figures }) => figures).join('; ')}`,
      wrong: [
        ...found.flatMap(({ wrong }) => wrong),
        ...(worst <= 1500 ? [] : [`the time left is ${Math.round(worst)} ms off`]),
      ],
    };
  },
};
