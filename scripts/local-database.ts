import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { administratorUrl } from './administrator';
import { type LoginUrls, loginEnvironment, loginUrls } from './cluster-roles';
import { startCluster } from './embedded-postgres';
import { runNode } from './run-program';

/** Secrets of one installation on this machine, made once and kept readable for its user only. */
export interface LocalSecrets {
  readonly authSecret: string;
  readonly passwords: { readonly app: string; readonly hr: string; readonly jobs: string };
}

export interface LocalDatabase {
  readonly adminUrl: string;
  readonly logins: LoginUrls;
  readonly authSecret: string;
  /** Stops the embedded server; leaves a server that DATABASE_URL names alone. */
  readonly stop: () => Promise<void>;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function newSecrets(): LocalSecrets {
  return { authSecret: newSecret(), passwords: { app: newSecret(), hr: newSecret(), jobs: newSecret() } };
}

/** The secrets kept in `<folder>/secrets.json` (mode 0600), made the first time. */
export function localSecrets(folder: string): LocalSecrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  mkdirSync(folder, { recursive: true });
  const secrets = newSecrets();
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** True when DATABASE_URL puts the commands on an existing server. */
export function usesOwnServer(): boolean {
  return Boolean(process.env.DATABASE_URL);
}

/** The embedded cluster of a folder, or the server that DATABASE_URL names, with the connections to it. */
export async function openLocalDatabase(
  folder: string,
  report: (line: string) => void,
): Promise<LocalDatabase> {
  const { authSecret, passwords } = localSecrets(folder);
  if (usesOwnServer()) {
    const adminUrl = administratorUrl();
    return { adminUrl, logins: loginUrls(adminUrl, passwords), authSecret, stop: async () => {} };
  }
  const cluster = await startCluster({ folder: join(folder, 'database'), durable: true, report });
  const adminUrl = cluster.adminUrl('cutscore');
  return { adminUrl, logins: loginUrls(adminUrl, passwords), authSecret, stop: cluster.stop };
}

/**
 * Fills a migrated database by `prisma/seed.ts`, a program that decides for itself what is missing: it ends at once
 * when the database is seeded, and an interrupted run leaves nothing that the next one can't complete.
 */
export async function seedDatabase(
  database: Pick<LocalDatabase, 'adminUrl' | 'logins' | 'authSecret'>,
  options: { readonly output: 'screen' | 'capture'; readonly signal?: AbortSignal; readonly big?: boolean },
): Promise<void> {
  const { big = false, ...run } = options;
  const env = {
    ...process.env,
    ...loginEnvironment(database.logins),
    DATABASE_URL: database.adminUrl,
    AUTH_SECRET: database.authSecret,
    APP_URL: 'http://localhost:3000',
  };
  // The condition tells `server-only` modules that no browser will ever load them.
  const program = [
    '--import',
    'tsx',
    '--conditions=react-server',
    'prisma/seed.ts',
    ...(big ? ['--big'] : []),
  ];
  const { code, output } = await runNode(program, { env, ...run });
  if (code !== 0) throw new Error(`The seed did not finish.\n${output}`);
}
