import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Pace, paceRequests, paceSignIns } from './paced-door';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that notes what it began, in order, and the address of it. */
async function open(pace: Partial<Pace> | null): Promise<{ url: string; begun: string[] }> {
  const begun: string[] = [];
  const server = createServer(async (request, response) => {
    begun.push(request.url ?? '');
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end(body);
  });
  if (pace)
    paceRequests(server, {
      laneOf: ({ url = '' }) =>
        url.startsWith('/slow') ? { lane: 'one', first: url.includes('first') } : null,
      waiting: 100,
      waitingPerLane: 100,
      rest: () => sleep(20),
      ...pace,
    });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, begun };
}

describe('a door with a pace', () => {
  it('begins one after the other, and everything else at once', async () => {
    const { url, begun } = await open({ rest: () => sleep(50) });
    const startedAt = performance.now();
    const slow = Array.from({ length: 6 }, (_, n) =>
      fetch(`${url}/slow/${n}`, { method: 'POST', body: `${n}` }),
    );
    await Promise.all([fetch(`${url}/quick/0`), fetch(`${url}/quick/1`)]);
    expect(begun.filter((path) => path.startsWith('/slow')).length).toBeLessThan(6);
    const answers = await Promise.all(slow);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(performance.now() - startedAt).toBeGreaterThan(5 * 45);
  });

  it('begins those that go first before those that came earlier', async () => {
    const { url, begun } = await open({ rest: () => sleep(100) });
    const early = Array.from({ length: 4 }, (_, n) => fetch(`${url}/slow/${n}`));
    await sleep(50);
    await fetch(`${url}/slow/first`);
    await Promise.all(early);
    expect(begun.indexOf('/slow/first')).toBe(1);
  });

  it('tells who comes when too many wait that it is busy', async () => {
    const { url, begun } = await open({ waiting: 2, rest: () => sleep(100) });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => fetch(`${url}/slow/${n}`)));
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.length + begun.length).toBe(8);
    expect(await busy[0]?.json()).toMatchObject({ code: 'busy' });
  });

  it('is put before a server from its very first request on', async () => {
    paceSignIns();
    const { url, begun } = await open(null);
    const answers = [fetch(`${url}/api/auth/csrf`), fetch(`${url}/`), fetch(`${url}/api/auth/csrf`)];
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(begun.toSorted()).toEqual(['/', '/api/auth/csrf', '/api/auth/csrf']);
  });
});
