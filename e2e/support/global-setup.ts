import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type AppServer, startAppServer } from '@/scripts/app-server';
import { ensureBuild } from '@/scripts/build-application';
import { withClient } from '@/scripts/database-client';
import { seedDatabase } from '@/scripts/local-database';
import { migrateDatabase } from '@/scripts/migrate-database';
import { generateClient } from '@/scripts/prisma-client';
import { endEarlierRun, forgetRun, recordRun } from '@/scripts/run-record';
import { openTestCluster } from '@/scripts/test-cluster';
import { applicationPort, provideApplication } from './application';
import { keepDraft } from './drafts';
import { signEverybodyIn } from './personas';
import { openWire, type Wire } from './wire';

const folder = resolve('.cutscore/e2e');

/** A seeded database and the built application on a free port, and everybody signed in, for the whole run. */
export default async function setup(): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  await endEarlierRun(folder, console.log);
  recordRun(folder, null);
  await generateClient();
  await ensureBuild();
  const cluster = await openTestCluster();
  const name = `cutscore_e2e_${randomBytes(4).toString('hex')}`;
  const adminUrl = cluster.adminUrl(name);
  const logins = cluster.logins(name);
  let server: AppServer | undefined;
  let wire: Wire | undefined;
  const teardown = async () => {
    await server?.stop();
    await wire?.close();
    forgetRun(folder);
    await withClient(cluster.adminUrl('postgres'), (client) =>
      client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
    await cluster.stop();
  };
  try {
    const authSecret = randomBytes(32).toString('base64url');
    await migrateDatabase(adminUrl, logins);
    await seedDatabase({ adminUrl, logins, authSecret }, { output: 'capture' });
    wire = await openWire(logins);
    const options = { mode: 'start', port: applicationPort(), logins: wire.logins, authSecret } as const;
    const extra = { DEMO: 'true', LOG_LEVEL: 'warn' };
    server = await startAppServer({ ...options, extra, logFile: join(folder, 'server.log') }, (identity) =>
      recordRun(folder, identity),
    );
    provideApplication({ adminUrl, logins });
    await signEverybodyIn();
    await keepDraft();
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
