import { describe, expect, it } from 'vitest';
import { withSmallBody } from './small-body';

const url = 'http://localhost/api/auth/callback/credentials';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
/** What the door answers, or what came through it. */
const send = async (init: RequestInit & { duplex?: 'half' }) => {
  const answer = await withSmallBody(new Request(url, init), 100, async (request) =>
    Response.json({ through: await request.text() }),
  );
  return [answer.status, await answer.json()] as const;
};
const inPieces = (pieces: number) =>
  new ReadableStream({
    start(controller) {
      for (let n = 0; n < pieces; n += 1) controller.enqueue(new TextEncoder().encode('0123456789'));
      controller.close();
    },
  });

describe('a door for small bodies', () => {
  it('hands on a body up to its limit, whole', async () => {
    const body = 'a'.repeat(100);
    expect(await send({ method: 'POST', headers: form, body })).toEqual([200, { through: body }]);
    expect(await send({ method: 'POST', headers: form, body: inPieces(10), duplex: 'half' })).toEqual([
      200,
      { through: '0123456789'.repeat(10) },
    ]);
  });

  it('refuses a longer one by its own word, and one without a word by counting', async () => {
    const told = await send({ method: 'POST', headers: { ...form, 'content-length': '101' }, body: 'a' });
    const counted = await send({ method: 'POST', headers: form, body: inPieces(11), duplex: 'half' });
    expect([told[0], counted[0]]).toEqual([413, 413]);
    expect(counted[1]).toMatchObject({ code: 'too_large' });
  });

  it.each(['{"email":', 'null', '7', ''])('refuses "%s" as JSON', async (body) => {
    const headers = { 'content-type': 'application/json' };
    expect((await send({ method: 'POST', headers, body }))[0]).toBe(400);
  });

  it('lets a question without a body through, whatever type it names', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await send({ headers })).toEqual([200, { through: '' }]);
  });

  it('answers for what breaks behind it: 400 for an address that is none', async () => {
    const broken = async (error: unknown) =>
      (await withSmallBody(new Request(url), 100, () => Promise.reject(error))).status;
    expect(await broken(new URIError('malformed'))).toBe(400);
    expect(await broken(Object.assign(new TypeError('x'), { code: 'ERR_INVALID_URL' }))).toBe(400);
  });
});
