import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startAppServer } from '@/scripts/app-server';
import { ensureBuild } from '@/scripts/build-application';
import { withClient } from '@/scripts/database-client';
import { seedDatabase } from '@/scripts/local-database';
import { migrateDatabase } from '@/scripts/migrate-database';
import { generateClient } from '@/scripts/prisma-client';
import { endEarlierRun, forgetRun, recordRun } from '@/scripts/run-record';
import { openTestCluster, type TestCluster } from '@/scripts/test-cluster';
import { applicationPort, chooseLane, LANES, type Lane, provideLanes } from './application';
import { keepDraft } from './drafts';
import { signEverybodyIn } from './personas';
import { openWire } from './wire';

/** Undone in the reverse order, also when the setup stops half-way. */
type Undo = () => Promise<void>;

interface Prepared {
  readonly cluster: TestCluster;
  readonly authSecret: string;
  /** The seeded database, which every lane gets a copy of. */
  readonly template: string;
  readonly undo: Undo[];
}

const folderOf = (lane: number): string => resolve('.cutscore/e2e', String(lane));

async function dropDatabase(cluster: TestCluster, name: string): Promise<void> {
  await withClient(cluster.adminUrl('postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

/** Starts the application of a lane on its own copy of the database. */
async function startLane(lane: number, { cluster, authSecret, template, undo }: Prepared): Promise<Lane> {
  const folder = folderOf(lane);
  mkdirSync(folder, { recursive: true });
  await endEarlierRun(folder, console.log);
  recordRun(folder, null);
  undo.push(async () => forgetRun(folder));
  const name = `${template}_${lane}`;
  await withClient(cluster.adminUrl('postgres'), (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
  undo.push(() => dropDatabase(cluster, name));
  const logins = cluster.logins(name);
  const wire = await openWire(logins);
  undo.push(wire.close);
  chooseLane(lane);
  const port = applicationPort();
  const server = await startAppServer(
    {
      mode: 'start',
      port,
      logins: wire.logins,
      authSecret,
      extra: { DEMO: 'true', LOG_LEVEL: 'warn' },
      logFile: join(folder, 'server.log'),
    },
    (identity) => recordRun(folder, identity),
  );
  undo.push(server.stop);
  return { port, adminUrl: cluster.adminUrl(name), logins, wirePort: wire.port };
}

/** Everybody signed in, and what somebody left behind, in every lane. */
async function furnish(lanes: readonly Lane[]): Promise<void> {
  provideLanes(lanes);
  for (const lane of lanes.keys()) {
    chooseLane(lane);
    await signEverybodyIn();
    await keepDraft();
  }
}

/** A seeded database and the built application on a free port for every worker, and everybody signed in, for the whole run. */
export default async function setup(): Promise<Undo> {
  await generateClient();
  await ensureBuild();
  const cluster = await openTestCluster();
  const undo: Undo[] = [cluster.stop];
  const teardown = async () => {
    for (const each of undo.reverse()) await each();
  };
  try {
    const template = `cutscore_e2e_${randomBytes(4).toString('hex')}`;
    const authSecret = randomBytes(32).toString('base64url');
    const adminUrl = cluster.adminUrl(template);
    const logins = cluster.logins(template);
    undo.push(() => dropDatabase(cluster, template));
    await migrateDatabase(adminUrl, logins);
    await seedDatabase({ adminUrl, logins, authSecret }, { output: 'capture' });
    const lanes: Lane[] = [];
    for (let lane = 0; lane < LANES; lane += 1)
      lanes.push(await startLane(lane, { cluster, authSecret, template, undo }));
    await furnish(lanes);
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
