import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { administratorUrl } from './administrator';
import { type LoginUrls, loginUrls } from './cluster-roles';
import { passwordOf, withDatabase } from './connection-url';
import { removeCluster, startCluster } from './embedded-postgres';
import { type LocalSecrets, newSecrets, usesOwnServer } from './local-database';
import { commandOf } from './processes';

/** A server for tests: embedded and thrown away afterwards, or the one that DATABASE_URL names. */
export interface TestCluster {
  readonly adminUrl: (database: string) => string;
  /** The application's connections to one of its databases. */
  readonly logins: (database: string) => LoginUrls;
  readonly passwords: LocalSecrets['passwords'];
  readonly stop: () => Promise<void>;
}

const root = resolve('.cutscore');
const folderName = /^test-(\d+)$/;

/** Removes what killed test runs left; a folder is in use while the process in its name is a Node process. */
async function removeAbandoned(): Promise<void> {
  const names = existsSync(root) ? readdirSync(root) : [];
  for (const name of names) {
    const pid = Number(folderName.exec(name.replace(/\.elsewhere$/, ''))?.[1]);
    if (Number.isNaN(pid) || /node|vitest|playwright/.test(commandOf(pid) ?? '')) continue;
    await removeCluster(join(root, name.replace(/\.elsewhere$/, '')), () => {});
  }
}

/**
 * Passwords belong to the server, not to a database: whoever shares a server (`npm test` with its steps) hands them
 * on in the environment, so that one step does not lock out another.
 */
function sharedPasswords(): LocalSecrets['passwords'] {
  const { APP_DATABASE_URL: app, HR_DATABASE_URL: hr, JOBS_DATABASE_URL: jobs } = process.env;
  if (!app || !hr || !jobs) return newSecrets().passwords;
  return { app: passwordOf(app), hr: passwordOf(hr), jobs: passwordOf(jobs) };
}

export async function openTestCluster(): Promise<TestCluster> {
  const passwords = sharedPasswords();
  if (usesOwnServer()) {
    const adminUrl = (database: string) => withDatabase(administratorUrl(), database);
    const logins = (database: string) => loginUrls(adminUrl(database), passwords);
    return { adminUrl, logins, passwords, stop: async () => {} };
  }
  await removeAbandoned();
  const folder = join(root, `test-${process.pid}`);
  const { adminUrl } = await startCluster({ folder, durable: false, report: console.log });
  const logins = (database: string) => loginUrls(adminUrl(database), passwords);
  return { adminUrl, logins, passwords, stop: () => removeCluster(folder, () => {}) };
}
