import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Puts something in front of whoever answers a server's requests. `onward` hands a request to them. */
export function inFrontOf(server: Server, front: (onward: Listener) => Listener): void {
  const listeners = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  server.on(
    'request',
    front((request, response) => {
      for (const listener of listeners) listener.call(server, request, response);
    }),
  );
}

/** The same for every server of this process, from its first request on. */
export function inFrontOfAll(front: (onward: Listener) => Listener): void {
  const known = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (known.has(server)) return;
    known.add(server);
    inFrontOf(server, front);
  });
}
