import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { firstFreePort, freePort } from './free-port';

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
