import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { replaceForwardedFor, requestSource } from './request-source';

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
