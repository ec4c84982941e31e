import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { bigDemoPeople, DEMO_PASSWORD, demoPeople } from '@/lib/ui/demo-people';
import { runCommand } from './administrator';
import { type AppServer, startAppServer } from './app-server';
import { ensureBuild } from './build-application';
import { describeUrl } from './connection-url';
import { removeCluster } from './embedded-postgres';
import { startOnFreePort } from './free-port';
import { type Lifetime, withLifetime } from './lifetime';
import { type LocalDatabase, openLocalDatabase, seedDatabase, usesOwnServer } from './local-database';
import { migrateDatabase } from './migrate-database';
import { generateClient } from './prisma-client';
import { formatSeconds, type Progress, startProgress } from './progress';
import { endEarlierRun, forgetRun, recordRun } from './run-record';
import { formatTable } from './text-table';

/** `npm run demo`: the whole product on this machine, from nothing, with people and data to look at. */

const folder = resolve('.cutscore/demo');
const serverLog = resolve('.cutscore/demo/server.log');
const stepCount = 7;
/** With a third organisation, in which every list has more than a page. */
const big = process.argv.includes('--big');

async function clear(reset: boolean, report: (line: string) => void): Promise<string> {
  await endEarlierRun(folder, report);
  if (!reset) return 'ready';
  if (usesOwnServer()) {
    throw new Error('--reset deletes the embedded database only. Drop the database of DATABASE_URL by hand.');
  }
  await removeCluster(resolve(folder, 'database'), report);
  rmSync(folder, { recursive: true, force: true });
  return 'the earlier demonstration is deleted';
}

async function openDatabase(progress: Progress, life: Lifetime): Promise<LocalDatabase> {
  let database: LocalDatabase | undefined;
  await progress.step(
    usesOwnServer() ? 'Use the server of DATABASE_URL' : 'Start PostgreSQL',
    async (note) => {
      const opened = await openLocalDatabase(folder, note);
      life.atEnd(opened.stop);
      database = opened;
      return describeUrl(opened.adminUrl);
    },
  );
  if (!database) throw new Error('The database did not start.');
  return database;
}

async function prepareData(database: LocalDatabase, progress: Progress, { signal }: Lifetime): Promise<void> {
  await progress.step('Create roles and apply migrations', async () => {
    signal.throwIfAborted();
    const applied = await migrateDatabase(database.adminUrl, database.logins);
    return applied.length === 0 ? 'nothing to apply' : `${applied.length} files applied`;
  });
  await progress.step('Generate the database client', async () =>
    (await generateClient()) ? 'generated' : 'up to date',
  );
  await progress.step('Fill in the demonstration data', async () => {
    await seedDatabase(database, { output: 'screen', signal, big });
    return undefined;
  });
}

async function serve(database: LocalDatabase, progress: Progress, life: Lifetime): Promise<AppServer> {
  await progress.step('Build the application', async () =>
    (await ensureBuild(life.signal)) ? 'built' : 'unchanged since the last build',
  );
  let server: AppServer | undefined;
  await progress.step('Start the server', async () => {
    life.signal.throwIfAborted();
    const { logins, authSecret } = database;
    const options = {
      mode: 'start',
      logins,
      authSecret,
      logFile: serverLog,
      extra: { DEMO: big ? 'big' : 'true' },
    } as const;
    server = await startOnFreePort(Number(process.env.PORT ?? 3000), (port) =>
      startAppServer({ ...options, port }, (identity) => recordRun(folder, identity)),
    );
    life.atEnd(server.stop);
    return 'ready';
  });
  if (!server) throw new Error('The server did not start.');
  return server;
}

function printLogins(url: string, startedAt: number): void {
  const people = big ? [...demoPeople, ...bigDemoPeople] : demoPeople;
  const rows = people.map(({ organisation, role, email }) => [organisation, role, email]);
  console.log(`\nCutscore is ready after ${formatSeconds(Date.now() - startedAt)}:  ${url}\n`);
  for (const line of formatTable([['Organisation', 'Role', 'Email'], ...rows])) console.log(`  ${line}`);
  console.log(`\n  Password for all of them: ${DEMO_PASSWORD}`);
  console.log(`  Server log: ${serverLog}`);
  console.log(
    '\nCtrl-C stops everything; the data stays for the next start. "npm run demo -- --reset" starts over.\n',
  );
}

async function demonstrate(life: Lifetime): Promise<void> {
  const startedAt = performance.timeOrigin;
  const progress = startProgress(stepCount);
  await progress.step('Look for an earlier run', (note) => clear(process.argv.includes('--reset'), note));
  recordRun(folder, null);
  life.atEnd(() => forgetRun(folder));
  const database = await openDatabase(progress, life);
  await prepareData(database, progress, life);
  const server = await serve(database, progress, life);
  printLogins(server.url, startedAt);
  await Promise.race([server.ended, life.stopped]);
  if (!life.signal.aborted) throw new Error(`The server ended by itself; its log is ${serverLog}.`);
}

await runCommand(() => withLifetime(demonstrate));
