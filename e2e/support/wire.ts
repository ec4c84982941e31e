import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoginUrls } from '@/scripts/cluster-roles';
import { startRoundTripProxy } from '@/tests/support/round-trip-proxy';
import { application } from './application';

/**
 * The connection between the application under test and PostgreSQL, with a counter on it. The proxies live in Playwright's main
 * process; its workers ask for the count over HTTP.
 */
const DELAY_MS = 1;
const COUNTING_DELAY_MS = 40;

export interface Wire {
  /** The logins of the application, led through the counter. Jobs go past it: they belong to no request. */
  readonly logins: LoginUrls;
  /** Port of the counter. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function openWire(logins: LoginUrls): Promise<Wire> {
  const proxy = await startRoundTripProxy(logins.app, DELAY_MS);
  const control = createServer((request, response) => {
    const count = proxy.count();
    // While somebody counts, answers come late enough for a busy machine to have sent all that belongs together.
    proxy.delayBy(request.method === 'POST' ? COUNTING_DELAY_MS : DELAY_MS);
    proxy.reset();
    response.end(String(count));
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  return {
    logins: { ...logins, app: proxy.url(logins.app), hr: proxy.url(logins.hr) },
    port: (control.address() as AddressInfo).port,
    close: async () => {
      control.close();
      await proxy.close();
    },
  };
}

async function ask(method: 'POST' | 'DELETE'): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${application().wirePort}/`, { method });
  return Number(await answer.text());
}

/** How often the application waited for PostgreSQL while `work` ran. Nothing else may use the application meanwhile. */
export async function countRoundTrips(work: () => Promise<unknown>): Promise<number> {
  await ask('POST');
  await work();
  return ask('DELETE');
}
