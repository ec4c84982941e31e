import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpTransport } from './attempt-transport';

const transport = httpTransport('0199b2d4-0000-7000-8000-000000000001');
const answer = {
  itemId: '0199b2d4-0000-7000-8000-000000000002',
  rev: 1,
  made: { epoch: 1, base: 0, atMs: 0, chose: true },
  selected: [],
  flagged: false,
  agoMs: 0,
  acts: [],
};

const everyCall = () => [
  transport.save(answer, 'lease'),
  transport.claim('lease', []),
  transport.renew('lease', []),
  transport.clock('lease'),
  transport.submit('lease', 'key', []),
];

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', async () =>
    typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body, { status }),
  );

afterEach(() => vi.unstubAllGlobals());

describe('what stands between a browser and the server', () => {
  it.each([401, 403, 404, 410])('says nothing final with a bare %i', async (status) => {
    for (const body of ['<h1>Blocked</h1>', '', {}, { error: 'Forbidden' }, { code: 'blocked' }]) {
      answering(status, body);
      for (const heard of await Promise.all(everyCall())) expect(heard.heard).toBe(false);
    }
  });

  it('saves nothing by a page of its own', async () => {
    for (const body of ['<h1>Sign in to the network</h1>', {}, { outcome: 'fine' }]) {
      answering(200, body);
      for (const heard of await Promise.all(everyCall())) expect(heard.heard).toBe(false);
    }
  });

  it('is waited for as long as it asks', async () => {
    answering(503, 'busy', { 'Retry-After': '7' });
    expect(await transport.clock('lease')).toEqual({ heard: false, retryAfterMs: 7000 });
  });
});

describe('an answer of the server', () => {
  it.each([
    ['not_found', 'gone'],
    ['signed_out', 'signed_out'],
    ['closed', 'closed'],
    ['superseded', 'superseded'],
    ['paused', 'paused'],
  ])('that is “%s” in its own words is final', async (outcome, access) => {
    answering(404, { outcome });
    for (const heard of await Promise.all(everyCall()))
      expect(heard).toMatchObject({ heard: true, reply: { outcome: access } });
  });

  it('without a clock says nothing about the time', async () => {
    for (const body of [
      { outcome: 'closed' },
      { outcome: 'signed_out' },
      { outcome: 'ok', remainingMs: null },
    ]) {
      answering(200, body);
      expect(await transport.clock('lease')).toMatchObject({ heard: true, clock: null });
    }
    answering(200, { outcome: 'ok', remainingMs: 60_000 });
    expect(await transport.clock('lease')).toMatchObject({ clock: { remainingMs: 60_000 } });
  });
});
