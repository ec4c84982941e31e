import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll } from 'vitest';
import { closePools } from '@/lib/infra/db/pools';
import { type AppServer, startAppServer } from '@/scripts/app-server';
import { freePort } from '@/scripts/free-port';
import { createTestDatabase, type TestDatabase } from '../database';
import { openSession } from '../factories';
import { type Answer, ask, type Question } from './ask';

/** For whoever prepares much; without that it takes some seconds. */
const PREPARE_WITHIN_MS = 300_000;
const AUTH_SECRET = 'only-for-doors-only-for-doors-only-for-doors';

/** The built application on a database of its own, and this process beside it on the same one. */
export interface Doors {
  readonly port: number;
  /** As the application calls itself: what its own pages send as `Origin`. */
  readonly origin: string;
  readonly database: TestDatabase;
  readonly server: AppServer;
  readonly ask: (path: string, question?: Question) => Promise<Answer>;
  /** Starts the same application once more, on the same database and under the same name, as Next alone serves it. */
  readonly openPlain: () => Promise<Pick<AppServer, 'stop'> & Pick<Doors, 'ask'>>;
  /** What the server has logged so far. */
  readonly log: () => string;
}

/**
 * Starts it for the tests of a file. `given` are variables of its environment; `prepare` fills the database before the server runs, whose
 * sweeper takes up what it finds.
 */
export function openDoors(
  given: (port: number) => Readonly<Record<string, string>> = () => ({}),
  prepare: (database: TestDatabase) => Promise<void> = async () => {},
): () => Doors {
  let doors: Doors | undefined;
  let server: AppServer | undefined;
  beforeAll(async () => {
    const database = await createTestDatabase();
    await prepare(database);
    const port = await freePort();
    const { app, hr, jobs } = database.urls;
    const extra = { DEMO: 'false', LOG_LEVEL: 'info', APP_URL: `http://localhost:${port}`, ...given(port) };
    const logFile = resolve('.cutscore/doors', `server-${port}.log`);
    mkdirSync(resolve('.cutscore/doors'), { recursive: true });
    const options = { logins: { app, hr, jobs }, authSecret: AUTH_SECRET, extra };
    server = await startAppServer({ ...options, mode: 'start', port, logFile });
    const openPlain = async () => {
      const other = await freePort();
      const { stop } = await startAppServer({
        ...{ ...options, mode: 'plain', port: other },
        logFile: logFile.replace('.log', '-plain.log'),
      });
      return { stop, ask: (path: string, question?: Question) => ask(other, path, question) };
    };
    Object.assign(process.env, {
      ...{ APP_URL: extra.APP_URL, AUTH_SECRET, LOG_LEVEL: 'silent' },
      ...{ APP_DATABASE_URL: app, HR_DATABASE_URL: hr, JOBS_DATABASE_URL: jobs },
    });
    doors = {
      ...{ port, origin: new URL(extra.APP_URL).origin, database, server },
      ask: (path, question) => ask(port, path, question),
      openPlain,
      log: () => readFileSync(logFile, 'utf8'),
    };
  }, PREPARE_WITHIN_MS);
  afterAll(async () => {
    await server?.stop();
    await closePools();
    await doors?.database.drop();
  });
  return () => {
    if (!doors) throw new Error('The doors are open only while tests run');
    return doors;
  };
}

/** The cookie that a browser of this person would send after signing in. */
export async function cookieOf(personId: string): Promise<string> {
  const { token } = await openSession(personId);
  return cookieWith(token);
}

/** A cookie that is well made, whatever it names; it lives as long as given, or a month. */
export async function cookieWith(sessionToken: string, seconds?: number): Promise<string> {
  const secure = (process.env.APP_URL ?? '').startsWith('https:');
  const lives = seconds === undefined ? {} : { maxAge: seconds };
  const jwt = await encode({ token: { sid: sessionToken }, secret: AUTH_SECRET, ...lives });
  return `${secure ? '__Host-' : ''}cutscore.session=${jwt}`;
}
