import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { secured } from './security-headers';

/** The route that answers instead. */
const ANSWERED_AT = '/api/unreadable';

/** Whether the path of a request's target is well-formed percent-encoding of UTF-8. */
export function isReadable(target: string): boolean {
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/**
 * Leads requests whose path can't be decoded to a route that says so, before anybody tries: Next would take them for a fault of
 * its own and answer with 500.
 */
export function answerUnreadable(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (!isReadable(request.url ?? '')) request.url = ANSWERED_AT;
  });
}

export const unreadable = (): Response =>
  secured(
    new Response('The address of this request can’t be read.\n', {
      status: 400,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    }),
  );
