import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

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

/** Whom tries are counted for: an address of IPv4, or the /64 of IPv6 that one connection gets and may change within at will. */
export interface SourceNetwork {
  readonly kind: 'ipv4' | 'ipv6' | 'unknown';
  readonly network: string;
}

export function sourceNetwork(source: string): SourceNetwork {
  const [address = ''] = source
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .split('%');
  if (isIPv4(address)) return { kind: 'ipv4', network: address };
  if (!isIPv6(address)) return { kind: 'unknown', network: 'unknown' };
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped
    ? { kind: 'ipv4', network: [high >> 8, high & 255, low >> 8, low & 255].join('.') }
    : {
        kind: 'ipv6',
        network: `${groups
          .slice(0, 4)
          .map((group) => group.toString(16))
          .join(':')}::/64`,
      };
}

/** The eight numbers of an address of IPv6, however it is written. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail].map((part) =>
    part
      .split(':')
      .filter(Boolean)
      .map((hex) => Number.parseInt(hex, 16)),
  );
  const known = [before ?? [], after ?? []] as const;
  return [...known[0], ...Array<number>(8 - known[0].length - known[1].length).fill(0), ...known[1]];
}
