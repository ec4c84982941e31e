import { resolve } from 'node:path';
import { runCommand } from './administrator';
import { startAppServer } from './app-server';
import { firstFreePort } from './free-port';
import { type Lifetime, withLifetime } from './lifetime';
import { openLocalDatabase, seedDatabase } from './local-database';
import { migrateDatabase } from './migrate-database';
import { generateClient } from './prisma-client';
import { endEarlierRun, forgetRun, recordRun } from './run-record';

/** `npm run dev`: a database of its own with the demonstration data, and Next in development mode. */

const folder = resolve('.cutscore/dev');

async function develop(life: Lifetime): Promise<void> {
  await endEarlierRun(folder, console.log);
  recordRun(folder, null);
  life.atEnd(() => forgetRun(folder));
  const database = await openLocalDatabase(folder, console.log);
  life.atEnd(database.stop);
  const applied = await migrateDatabase(database.adminUrl, database.logins);
  for (const name of applied) console.log(`applied ${name}`);
  await generateClient();
  await seedDatabase(database, { output: 'screen', signal: life.signal });
  const port = await firstFreePort(Number(process.env.PORT ?? 3000));
  const { adminUrl, logins, authSecret } = database;
  console.log(
    `\nAdministrator's connection, for psql and npm run schema:diff:\n  DATABASE_URL=${adminUrl}\n`,
  );
  const server = await startAppServer(
    { mode: 'dev', port, logins, authSecret, extra: { DEMO: 'true' } },
    (identity) => recordRun(folder, identity),
  );
  life.atEnd(server.stop);
  await Promise.race([server.ended, life.stopped]);
}

await runCommand(() => withLifetime(develop));
