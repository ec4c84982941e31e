import type { LoginUrls } from '@/scripts/cluster-roles';
import { freePort } from '@/scripts/free-port';

/**
 * The applications under test: one for each of Playwright's workers, with a database of its own, so that what one test does is
 * nothing that a test beside it sees. They are handed from the main process to the workers through the environment: workers load
 * the configuration file again and inherit nothing else.
 */
export const LANES = 2;

export interface Lane {
  readonly port: number;
  readonly adminUrl: string;
  readonly logins: LoginUrls;
  /** Port of the counter between this application and its database. */
  readonly wirePort: number;
}

const portsVariable = 'CUTSCORE_E2E_PORTS';
const lanesVariable = 'CUTSCORE_E2E_LANES';

/** Which application is this process's: workers are numbered by Playwright, the main process names one while it prepares it. */
let lane = Number(process.env.TEST_PARALLEL_INDEX ?? 0);

export const laneNumber = (): number => lane;

/** Makes application `number` the one of this process, for the global setup. */
export function chooseLane(number: number): void {
  lane = number;
}

/** Chooses the ports once per run; the workers find the same ones. */
export async function choosePorts(): Promise<void> {
  if (process.env[portsVariable] !== undefined) return;
  const ports = new Set<number>();
  while (ports.size < LANES) ports.add(await freePort());
  process.env[portsVariable] = [...ports].join(' ');
}

export function applicationPort(): number {
  const port = Number(process.env[portsVariable]?.split(' ')[lane]);
  if (!Number.isInteger(port) || port <= 0)
    throw new Error(`${portsVariable} has no port ${lane}: start the tests with "playwright test".`);
  return port;
}

export function applicationUrl(): string {
  return `http://localhost:${applicationPort()}`;
}

export function provideLanes(lanes: readonly Lane[]): void {
  process.env[lanesVariable] = JSON.stringify(lanes);
}

/** This process's application: its database, for arranging what no screen can and for checking what is stored. */
export function application(): Lane {
  const found = (JSON.parse(process.env[lanesVariable] ?? '[]') as Lane[])[lane];
  if (!found) throw new Error(`${lanesVariable} has no application ${lane}.`);
  return found;
}
