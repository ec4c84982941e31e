import type { LoginUrls } from '@/scripts/cluster-roles';
import { freePort } from '@/scripts/free-port';

/**
 * The application under test, handed from Playwright's main process to its workers through the environment: the workers
 * load the configuration file again and inherit nothing else.
 */
const portVariable = 'CUTSCORE_E2E_PORT';
const databaseVariable = 'CUTSCORE_E2E_DATABASES';

export interface ApplicationDatabases {
  readonly adminUrl: string;
  readonly logins: LoginUrls;
}

/** Chooses the port once per run; the workers find the same one. */
export async function choosePort(): Promise<void> {
  process.env[portVariable] ??= String(await freePort());
}

export function applicationPort(): number {
  const port = Number(process.env[portVariable]);
  if (!Number.isInteger(port))
    throw new Error(`${portVariable} is not set: start the tests with "playwright test".`);
  return port;
}

export function applicationUrl(): string {
  return `http://localhost:${applicationPort()}`;
}

export function provideApplication(databases: ApplicationDatabases): void {
  process.env[databaseVariable] = JSON.stringify(databases);
}

/** The database behind the application under test: for arranging what no screen can, and for checking what is stored. */
export function applicationDatabases(): ApplicationDatabases {
  return JSON.parse(process.env[databaseVariable] ?? '{}');
}
