import { createServer } from 'node:net';

function canListen(port: number, host?: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, exclusive: true, ...(host ? { host } : {}) }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null));
    });
  });
}

/** A port on the loopback interface that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await canListen(0, '127.0.0.1');
  if (port === null) throw new Error('No free TCP port on 127.0.0.1.');
  return port;
}

/** `first` when it is free on every interface, else the next free port above it (at most 100 are tried). */
export async function firstFreePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port += 1) {
    if ((await canListen(port)) !== null && (await canListen(port, '127.0.0.1')) !== null) return port;
  }
  throw new Error(`Ports ${first} to ${first + 99} are all in use. Set PORT to a free one.`);
}

/** Somebody else began to listen on the port between the look for a free one and the start of the server. */
export class PortTaken extends Error {}

const mostRaces = 10;

/** Starts on the first free port from `first` on; who loses the race for it takes the next one. */
export async function startOnFreePort<T>(first: number, start: (port: number) => Promise<T>): Promise<T> {
  let from = first;
  for (let race = 1; ; race += 1) {
    const port = await firstFreePort(from);
    try {
      return await start(port);
    } catch (error) {
      if (!(error instanceof PortTaken) || race === mostRaces) throw error;
      from = port + 1;
    }
  }
}
