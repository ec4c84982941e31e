import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { withClient } from '@/scripts/database-client';
import { migrateDatabase } from '@/scripts/migrate-database';
import { generateClient } from '@/scripts/prisma-client';
import { openTestCluster } from '@/scripts/test-cluster';

/** What the test files need to clone a database; passed on by vitest, so it must survive structured cloning. */
export interface TestServer {
  /** The administrator's connection to the database `postgres`. */
  readonly adminUrl: string;
  /** A migrated, empty database that nothing is connected to. */
  readonly template: string;
  readonly passwords: { readonly app: string; readonly hr: string; readonly jobs: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One server and one migrated template for the whole run; its teardown leaves nothing behind. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generateClient();
  const cluster = await openTestCluster();
  const template = `cutscore_template_${randomBytes(4).toString('hex')}`;
  const adminUrl = cluster.adminUrl('postgres');
  const teardown = async () => {
    await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
    await cluster.stop();
  };
  try {
    await migrateDatabase(cluster.adminUrl(template), cluster.logins(template));
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('testServer', { adminUrl, template, passwords: cluster.passwords });
  return teardown;
}
