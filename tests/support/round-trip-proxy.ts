import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { withAddress } from '@/scripts/connection-url';

/** A TCP proxy before PostgreSQL that counts how often a client had to wait for the network. */
export interface RoundTripProxy {
  /** The same connection through this proxy. */
  readonly url: (original: string) => string;
  /** Round trips since the start or the last `reset`, over all connections. */
  readonly count: () => number;
  readonly reset: () => void;
  /** Holds answers back for so long from now on: the busier the machine, the longer a client takes to write three messages. */
  readonly delayBy: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

const terminate = Buffer.from([0x58, 0, 0, 0, 4]);
const readyForQuery = 0x5a;

/**
 * Follows the server's messages (one type byte, four length bytes that count themselves) up to the first ReadyForQuery:
 * what comes before is the sign-in, which a pool pays once per connection and not per request.
 */
export function signInWatcher(): (chunk: Buffer) => boolean {
  let rest = Buffer.alloc(0);
  let signedIn = false;
  return (chunk) => {
    if (signedIn) return true;
    rest = Buffer.concat([rest, chunk]);
    while (!signedIn && rest.length >= 5) {
      const length = 1 + rest.readInt32BE(1);
      if (rest.length < length) break;
      signedIn = rest[0] === readyForQuery;
      rest = rest.subarray(length);
    }
    return signedIn;
  };
}

/** Carries one connection and calls `onRoundTrip` each time that the client speaks after it has been answered. */
function carry(client: Socket, server: Socket, delayMs: () => number, onRoundTrip: () => void): void {
  const isSignedIn = signInWatcher();
  let clientHasHeard = false;
  client.setNoDelay(true);
  server.setNoDelay(true);
  client.on('data', (chunk) => {
    if (clientHasHeard && !chunk.equals(terminate)) {
      onRoundTrip();
      clientHasHeard = false;
    }
    server.write(chunk);
  });
  server.on('data', async (chunk) => {
    const signedIn = isSignedIn(chunk);
    await sleep(delayMs());
    // Only now: what the client sent before it could have read the answer belongs to the same round trip.
    clientHasHeard = signedIn;
    client.write(chunk);
  });
  for (const [socket, other] of [
    [client, server],
    [server, client],
  ] as const) {
    socket.on('error', () => {});
    socket.on('close', () => other.destroy());
  }
}

/**
 * Starts a proxy to the server of `target`. Answers are held back for `delayMs` (default 4 ms), because on the loopback
 * interface the server answers the first of three pipelined messages before the client has written the third.
 */
export async function startRoundTripProxy(target: string, delayMs = 4): Promise<RoundTripProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let roundTrips = 0;
  let delay = delayMs;
  const proxy = createServer((client) => {
    const server = connect(Number(port || 5432), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    carry(
      client,
      server,
      () => delay,
      () => {
        roundTrips += 1;
      },
    );
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port: ownPort } = proxy.address() as AddressInfo;
  return {
    url: (original) => withAddress(original, '127.0.0.1', ownPort),
    count: () => roundTrips,
    reset: () => {
      roundTrips = 0;
    },
    delayBy: (milliseconds) => {
      delay = milliseconds;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        proxy.close(() => resolve());
      }),
  };
}
