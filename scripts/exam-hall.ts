import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { encode } from 'next-auth/jwt';
import type pg from 'pg';
import { closePools } from '@/lib/infra/db/pools';
import { createAssignment, createCohort, openSession } from '@/tests/support/factories';
import { type ExamRoom, openExamRoom, seat } from '@/tests/support/sitting';
import type { AnswerRecord } from './acknowledged-answers';
import { type AppServer, startAppServer } from './app-server';
import { ensureBuild } from './build-application';
import { childrenOf } from './child-processes';
import { type LoginUrls, loginEnvironment, loginUrls } from './cluster-roles';
import { withClient } from './database-client';
import { removeCluster, startCluster } from './embedded-postgres';
import { freePort } from './free-port';
import type { Lifetime } from './lifetime';
import { newSecrets } from './local-database';
import { migrateDatabase } from './migrate-database';
import { generateClient } from './prisma-client';
import { endProcess, type ProcessIdentity } from './processes';
import { SimulatedLearner } from './simulated-learner';

/** Learners in the middle of an exam, on a database and a server of their own. */
export interface ExamHall {
  readonly exams: readonly ExamOfHall[];
  /** Of all exams. */
  readonly learners: readonly SimulatedLearner[];
  /** Starts the server, on the hall's port unless told otherwise; `given` are variables of its environment. */
  readonly startServer: (given?: Readonly<Record<string, string>>, at?: number) => Promise<AppServer>;
  /** Where learners ask. */
  readonly port: number;
  /** Every answer that the database holds. */
  readonly readStored: () => Promise<readonly AnswerRecord[]>;
  readonly countOpenAttempts: () => Promise<number>;
  /** Asks the database as its administrator; of several statements the last one answers. */
  readonly query: <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** The database's first process, as the hall was opened. */
  readonly postgres: ProcessIdentity;
  readonly database: HallDatabase;
}

/** The database of a hall, and what can happen to it. */
export interface HallDatabase {
  /** Its server ends as by a power cut, with everything that it hadn't handed to the system. */
  readonly kill: () => Promise<void>;
  /** Its server ends as for a restart. */
  readonly stop: () => Promise<void>;
  /** Starts it again, on the same port. */
  readonly start: () => Promise<void>;
  readonly signal: (name: 'SIGSTOP' | 'SIGCONT') => void;
}

const itemCount = 20;

async function openDatabase(name: string, life: Lifetime) {
  const folder = resolve('.cutscore', name);
  await removeCluster(folder, () => {});
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  let cluster = await startCluster({ folder, durable: true, port, report: console.log });
  life.atEnd(async () => {
    await cluster.stop();
    await removeCluster(folder, () => {});
  });
  const adminUrl = cluster.adminUrl('cutscore');
  const logins = loginUrls(adminUrl, newSecrets().passwords);
  await migrateDatabase(adminUrl, logins);
  // Those that serve connections are in groups of their own.
  const signal = (name: NodeJS.Signals): void => {
    const { pid } = cluster.identity;
    for (const each of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(each, name);
      } catch {
        // It ended between the look and the signal.
      }
    }
  };
  const database: HallDatabase = {
    kill: async () => {
      signal('SIGKILL');
      await endProcess(cluster.identity, { signals: ['SIGKILL'], patienceMs: 10_000 });
    },
    stop: () => cluster.stop(),
    start: async () => {
      cluster = await startCluster({ folder, durable: true, port, report: () => {} });
    },
    signal,
  };
  const logFile = resolve('.cutscore', `${name}.log`);
  return { adminUrl, logins, postgres: cluster.identity, database, logFile };
}

/** An exam that is given to a cohort, and its learners in the middle of it. */
export interface ExamOfHall {
  readonly room: ExamRoom;
  readonly learners: readonly SimulatedLearner[];
}

/** Seats the learners: each has a running attempt and is signed in by a session of the database. */
async function seatLearners(count: number, url: string, authSecret: string): Promise<ExamOfHall> {
  const room = await openExamRoom({ itemCount, learnerCount: count });
  const { cohortId } = await createCohort(room.scope, { learners: room.learners });
  const given = { examId: room.examId, assignedById: room.admin.membershipId, cohortId };
  const { assignmentId } = await createAssignment(room.scope, { ...given, releaseRule: 'on_submit' });
  const learners: SimulatedLearner[] = [];
  for (const learner of room.learners) {
    const { attemptId, leaseId, items } = await seat(room, learner, { assignmentId });
    const { token } = await openSession(learner.personId);
    const cookie = `cutscore.session=${await encode({ token: { sid: token }, secret: authSecret })}`;
    learners.push(new SimulatedLearner({ url, cookie, attemptId, leaseId, items }));
  }
  return { room, learners };
}

/**
 * Builds the application when it has changed, and opens a hall with `count` running attempts of 20 items each, or with an exam for each
 * of several counts. `arrange` makes what a check needs beside them.
 */
export async function openExamHall(
  name: string,
  count: number | readonly number[],
  life: Lifetime,
  arrange: (hall: { readonly url: string; readonly authSecret: string }) => Promise<void> = async () => {},
  /** What the application connects through, for a hall with a pooler. */
  through: (logins: LoginUrls) => Promise<LoginUrls> = async (logins) => logins,
): Promise<ExamHall> {
  await generateClient();
  await ensureBuild(life.signal);
  const { adminUrl, logins: direct, logFile, postgres, database } = await openDatabase(name, life);
  const logins = await through(direct);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const authSecret = randomBytes(32).toString('base64url');
  Object.assign(process.env, loginEnvironment(logins), { APP_URL: url, AUTH_SECRET: authSecret });
  const exams: ExamOfHall[] = [];
  for (const each of [count].flat()) exams.push(await seatLearners(each, url, authSecret));
  const learners = exams.flatMap((exam) => exam.learners);
  await arrange({ url, authSecret });
  await closePools();

  const startServer = async (given: Readonly<Record<string, string>> = {}, at = port) => {
    const extra = { LOG_LEVEL: 'warn', ...given };
    const server = await startAppServer({ mode: 'start', port: at, logins, authSecret, extra, logFile });
    life.atEnd(server.stop);
    return server;
  };
  const query = <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    withClient(adminUrl, async (client) => {
      const result: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await client.query<Row>(sql, [...values]);
      return [result].flat().at(-1)?.rows ?? [];
    });
  return {
    ...{ exams, learners, startServer, query, postgres, database, port },
    readStored: () =>
      query<AnswerRecord>(
        'SELECT attempt_id AS "attemptId", item_id AS "itemId", rev, selected FROM response',
      ),
    countOpenAttempts: async () => {
      const [row] = await query<{ n: number }>(
        "SELECT count(*)::int AS n FROM attempt WHERE state = 'in_progress'",
      );
      return row?.n ?? 0;
    },
  };
}
