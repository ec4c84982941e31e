import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { firstFreePort, freePort, PortTaken, startOnFreePort } from './free-port';

it('steps over a port that is in use', async () => {
  const taken = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
  try {
    expect(await firstFreePort(taken)).toBeGreaterThan(taken);
  } finally {
    server.close();
  }
});

describe('starting on a free port', () => {
  it('takes the next one when somebody was quicker, and gives up on anything else', async () => {
    const first = await freePort();
    const tried: number[] = [];
    const started = await startOnFreePort(first, async (port) => {
      tried.push(port);
      if (tried.length < 3) throw new PortTaken('taken');
      return port;
    });
    expect(tried).toEqual([...tried].sort((a, b) => a - b));
    expect(new Set(tried).size).toBe(3);
    expect(started).toBe(tried[2]);
    await expect(startOnFreePort(first, () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
  });

  it('ends when every race is lost', async () => {
    let races = 0;
    const lost = startOnFreePort(await freePort(), async () => {
      races += 1;
      throw new PortTaken('taken');
    });
    await expect(lost).rejects.toThrow(PortTaken);
    expect(races).toBe(10);
  });
});
