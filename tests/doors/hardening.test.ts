import { beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '@/lib/infra/auth/session-token';
import { newId } from '@/lib/infra/id';
import { askWithoutBody } from '../support/doors/ask';
import { cookieOf, cookieWith, openDoors } from '../support/doors/open-doors';
import { createWorld, type World } from '../support/tenant-world';

/* What holds at every door before anybody asks which one it is. */

const doors = openDoors(() => ({ ALLOWED_HOSTS: 'inside.example:3000' }));

let world: World;
let admin: string;
let learner: string;
beforeAll(async () => {
  world = await createWorld();
  admin = await cookieOf(world.members.admin.personId);
  learner = await cookieOf(world.members.learner.personId);
});

const mutating = () => [
  ['POST', '/api/v1/imports/preview'],
  ['POST', '/api/v1/imports/drafts?name=x.txt'],
  ['POST', '/api/v1/media'],
  ['PATCH', `/api/v1/imports/drafts/${world.ids.importDraft}`],
  ['POST', `/api/v1/imports/drafts/${world.ids.importDraft}/job`],
];
const saves = () => [
  ['PUT', `/api/v1/attempts/${world.ids.openAttempt}/responses/${world.ids.item}`],
  ['POST', `/api/v1/attempts/${world.ids.openAttempt}/lease`],
  ['POST', `/api/v1/attempts/${world.ids.openAttempt}/submission`],
];

describe('who may not call a route', () => {
  it('is refused before the body has arrived', async () => {
    const { port, origin } = doors();
    const forged = 'cutscore.session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c';
    for (const [method = '', path = ''] of [...mutating(), ...saves()]) {
      expect(await askWithoutBody(port, path, { method, headers: { origin } }), path).toBe(401);
      expect(await askWithoutBody(port, path, { method, headers: { origin, cookie: forged } }), path).toBe(
        401,
      );
      const foreign = { origin: 'https://evil.example', cookie: admin };
      expect(await askWithoutBody(port, path, { method, headers: foreign }), path).toBe(403);
    }
    for (const [method = '', path = ''] of mutating())
      expect(await askWithoutBody(port, path, { method, headers: { origin, cookie: learner } }), path).toBe(
        403,
      );
  });

  it('hears no name of a field, nor of a parameter', async () => {
    const { ask, origin } = doors();
    const dead = await cookieWith(newToken());
    const ended = { origin, cookie: dead, 'content-type': 'application/json' };
    for (const [method = '', path = ''] of [...mutating(), ...saves()]) {
      for (const body of ['{"leaseId":7}', 'no json at all']) {
        const answer = await ask(path, { method, headers: ended, body });
        expect(answer.status, path).toBe(401);
        expect(answer.body).not.toMatch(/leaseId|JSON|expected/);
      }
    }
    const clock = await ask(`/api/v1/attempts/${newId()}/clock`, { headers: { cookie: dead } });
    expect(clock.status).toBe(401);
    const told = await ask(saves()[0]?.[1] ?? '', {
      method: 'PUT',
      headers: { origin, cookie: learner },
      body: '{"leaseId":7}',
    });
    expect(told.status).toBe(422);
    expect(told.body).toContain('leaseId');
  });
});

describe('an address that can’t be read', () => {
  const broken = [
    '/admin/banks/%E0%A4%A',
    '/%',
    '/learn/assignments/%zz',
    '/api/v1/attempts/%E0%A4%A/clock',
    '/api/v1/imports/drafts/%ff/preview',
    '/api/auth/%E0%A4%A',
    '/join/%c3%28',
  ];
  it.each(broken)('%s is answered with 400, signed in or not', async (path) => {
    expect((await doors().ask(path)).status).toBe(400);
    expect((await doors().ask(path, { headers: { cookie: admin } })).status).toBe(400);
    expect((await doors().ask(path, { method: 'POST' })).status).toBe(400);
  });
});

describe('the host', () => {
  const at = (host: string, path: string, cookie = admin) => doors().ask(path, { headers: { host, cookie } });

  it('has to be that of the installation, or one that is allowed beside it', async () => {
    const { port } = doors();
    // What each answers once the host is let in; the draft asks next which page the request comes from.
    const behind = {
      '/admin': 200,
      '/sign-in': 307,
      [`/api/v1/imports/drafts/${world.ids.importDraft}`]: 403,
    };
    for (const [path, status] of Object.entries(behind)) {
      expect((await at(`localhost:${port}`, path)).status, path).toBe(status);
      expect((await at('inside.example:3000', path)).status, path).toBe(status);
      for (const host of [
        'evil.example',
        `evil.example:${port}`,
        `localhost:${port}.evil.example`,
        'localhost',
      ])
        expect((await at(host, path)).status, `${host}${path}`).toBe(421);
    }
    expect((await at('evil.example', '/api/auth/csrf')).status).toBe(421);
  });

  it('may be any for probes, which are told whether the server is well', async () => {
    for (const path of ['/api/health/live', '/api/health/ready'])
      expect((await at('10.0.0.7:3000', path)).status).toBe(200);
  });
});

describe('a page that is for those who work on the product', () => {
  it('is not in an installation', async () => {
    const gallery = await doors().ask('/gallery', { headers: { cookie: admin } });
    expect(gallery.status).toBe(404);
    expect(gallery.body).not.toContain('Ada Lovelace');
  });
});

describe('a request from a foreign origin', () => {
  it('is written down with what it asked for', async () => {
    const { ask, log } = doors();
    await ask('/api/v1/media', {
      method: 'POST',
      headers: { origin: 'https://evil.example', cookie: admin },
    });
    const written = () =>
      log()
        .split('\n')
        .filter((line) => line.includes('foreign origin'))
        .map((line) => JSON.parse(line) as object);
    const told = { origin: 'https://evil.example', door: 'POST /api/v1/media' };
    await expect.poll(written, { timeout: 5000 }).toContainEqual(expect.objectContaining(told));
  });
});

describe('a picture of a draft', () => {
  it('keeps its sandbox', async () => {
    const path = `/api/v1/imports/drafts/${world.ids.importDraft}/media/${world.ids.picture}`;
    const { headers } = await doors().ask(path, { headers: { cookie: admin } });
    expect(headers['content-security-policy']).toContain('sandbox');
    const media = await doors().ask(`/api/v1/media/${world.ids.picture}`, { headers: { cookie: admin } });
    expect(media.status).toBe(200);
    expect(media.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    expect(media.headers['cache-control']).toContain('immutable');
  });
});
