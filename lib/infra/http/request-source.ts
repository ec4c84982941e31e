import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from: the address that the outermost of our own proxies saw. Each proxy appends the address of its
 * caller to `x-forwarded-for`; what stands further left was sent by the caller, who may write anything.
 *
 * @param forwarded the header as it arrived
 * @param peer the address at the other end of the socket
 * @param trustedProxies how many proxies of ours the request passes; 0 believes nothing but the socket
 */
export function requestSource(
  forwarded: string | undefined,
  peer: string | undefined,
  trustedProxies: number,
): string {
  const hops = [...(forwarded ?? '').split(','), peer ?? ''].map((hop) => hop.trim()).filter(Boolean);
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? 'unknown';
}

/**
 * Replaces `x-forwarded-for` of every request by its source, before anybody reads it. Next only fills the header in when it is
 * missing and passes on what a caller made up, which would let them choose the source that their tries are counted under.
 */
export function replaceForwardedFor(trustedProxies: number): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const { 'x-forwarded-for': forwarded } = request.headers;
    request.headers['x-forwarded-for'] = requestSource(
      [forwarded ?? ''].flat().join(','),
      request.socket.remoteAddress,
      trustedProxies,
    );
  });
}
