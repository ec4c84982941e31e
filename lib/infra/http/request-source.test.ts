import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { replaceForwardedFor, requestSource, sourceNetwork } from './request-source';

describe('the source of a request', () => {
  it.each([
    ['the socket, whatever the caller claims', '1.1.1.1, 2.2.2.2', 0, '9.9.9.9'],
    ['what the one proxy appended', '1.1.1.1, 2.2.2.2', 1, '2.2.2.2'],
    ['what the outer of two proxies appended', '6.6.6.6, 1.1.1.1, 2.2.2.2', 2, '1.1.1.1'],
    ['the leftmost when there are fewer hops than proxies', '1.1.1.1', 5, '1.1.1.1'],
    ['the socket when nothing was forwarded', undefined, 1, '9.9.9.9'],
    ['the socket when the header is empty', ' , ', 1, '9.9.9.9'],
  ])('is %s', (_what, forwarded, proxies, source) => {
    expect(requestSource(forwarded, '9.9.9.9', proxies)).toBe(source);
  });

  it('replaces the header before a handler sees it', async () => {
    replaceForwardedFor(0);
    const server = createServer((request, response) => response.end(request.headers['x-forwarded-for']));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const seen = await fetch(`http://127.0.0.1:${port}`, { headers: { 'x-forwarded-for': '6.6.6.6' } });
    expect(await seen.text()).toBe('127.0.0.1');
    server.close();
  });
});

describe('whom tries are counted for', () => {
  it.each([
    ['203.0.113.7', 'ipv4', '203.0.113.7'],
    ['::ffff:203.0.113.7', 'ipv4', '203.0.113.7'],
    ['::FFFF:cb00:7107', 'ipv4', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', 'ipv4', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', 'ipv6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', 'ipv6', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', 'ipv6', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', 'ipv6', '2001:db8:1:3::/64'],
    ['2001:db8::', 'ipv6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'ipv6', 'fe80:0:0:0::/64'],
    ['::1', 'ipv6', '0:0:0:0::/64'],
    ['unknown', 'unknown', 'unknown'],
    ['not an address', 'unknown', 'unknown'],
    ['', 'unknown', 'unknown'],
  ])('%s is %s, %s', (source, kind, network) => {
    expect(sourceNetwork(source)).toEqual({ kind, network });
  });
});
