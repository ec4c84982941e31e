import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EXAM_ROUTES } from '@/app/api/v1/attempts/exam-routes';
import { newToken, readSessionToken } from '@/lib/infra/auth/session-token';
import { newId } from '@/lib/infra/id';
import type { Answer, Question } from '../support/doors/ask';
import { cookieOf, cookieWith, openDoors } from '../support/doors/open-doors';
import { openExamRoom, type Sitting, seat } from '../support/sitting';

/* A running exam is answered in front of Next. Both doors have the same routes, and say the same. */

const doors = openDoors();

let sitting: Sitting;
let cookie: string;
let stranger: string;
let mark: string;
let strangersMark: string;
let assignmentId: string;
let ended: Sitting;
let leaver: string;
beforeAll(async () => {
  const room = await openExamRoom({ learnerCount: 3 });
  const [learner, other, gone] = room.learners;
  if (!learner || !other || !gone) throw new Error('The room is empty');
  assignmentId = await room.assign(learner);
  sitting = await seat(room, learner, { assignmentId });
  cookie = await cookieOf(learner.personId);
  stranger = await cookieOf(other.personId);
  mark = `${room.scope.organisationId}.${learner.personId}`;
  strangersMark = `${room.scope.organisationId}.${other.personId}`;
  ended = await seat(room, gone);
  leaver = await cookieOf(gone.personId);
  await doors().database.admin.query('UPDATE membership SET removed_at = now() WHERE id = $1', [
    gone.membershipId,
  ]);
});

/** What an answer says, without what is of one request only. */
function said({ status, headers, body }: Answer) {
  const told = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
  const { requestId, remainingMs, ...rest } = told;
  return {
    status,
    rest,
    named: { requestId: typeof requestId, remainingMs: typeof remainingMs },
    headers: Object.fromEntries(
      [
        'content-type',
        'cache-control',
        'content-security-policy',
        'x-content-type-options',
        'referrer-policy',
        'retry-after',
      ].map((name) => [name, headers[name]]),
    ),
    cookie: String(headers['set-cookie'] ?? '').replace(/=[^;]+(?=; Path)/, '=…'),
  };
}

interface Call extends Question {
  readonly path: string;
  readonly status: number;
}

function calls(): Record<string, Call> {
  const { origin } = doors();
  const { attemptId, leaseId, items } = sitting;
  const [first, second] = items;
  if (!first || !second) throw new Error('The form is too short');
  const at = `/api/v1/attempts/${attemptId}`;
  const json = { origin, cookie, 'content-type': 'application/json' };
  const answer = (more: object = {}) =>
    JSON.stringify({ leaseId, rev: 3, selected: [first.optionIds[0]], flagged: false, ...more });
  const save = (status: number, more: Partial<Call> = {}): Call => ({
    path: `${at}/responses/${first.itemId}`,
    ...{ method: 'PUT', headers: json, body: answer(), status },
    ...more,
  });
  const start = (status: number, headers: Record<string, string>): Call => ({
    ...{ path: `/api/v1/assignments/${assignmentId}/attempts`, method: 'POST', headers, status },
  });
  return {
    'the answer that is stored': save(200),
    'an older answer': save(200, { body: answer({ rev: 2 }) }),
    'another answer under one revision': save(409, { body: answer({ selected: [first.optionIds[1]] }) }),
    'an answer of another tab': save(409, { body: answer({ rev: 9, leaseId: newId() }) }),
    'an option of another question': save(404, { body: answer({ rev: 9, selected: [second.optionIds[0]] }) }),
    'a question that there is not': save(404, { path: `${at}/responses/${newId()}` }),
    'a malformed id': save(404, { path: `${at}/responses/nonsense` }),
    'an attempt of somebody else': save(404, { headers: { ...json, cookie: stranger } }),
    'an attempt of whoever was signed in before': save(403, {
      headers: { ...json, cookie: stranger, 'x-cutscore-page': mark },
    }),
    'an attempt of somebody who was removed': save(403, {
      path: `/api/v1/attempts/${ended.attemptId}/responses/${first.itemId}`,
      headers: { ...json, cookie: leaver },
    }),
    'the lease of somebody who was removed': save(403, {
      path: `/api/v1/attempts/${ended.attemptId}/lease`,
      method: 'POST',
      headers: { ...json, cookie: leaver },
      body: JSON.stringify({ leaseId: ended.leaseId }),
    }),
    'an unknown field': save(422, { body: answer({ score: 100 }) }),
    'no JSON': save(422, { body: 'nonsense' }),
    'no body': save(422, { body: '' }),
    'bytes that are no text': save(422, { body: new Uint8Array([0xff, 0xfe, 0x7b]) }),
    'a mark of the byte order in front': save(200, { body: `\uFEFF${answer()}` }),
    'a long body': save(422, { body: answer({ padding: 'x'.repeat(20_000) }) }),
    'a body in pieces': save(200, { headers: { ...json, 'transfer-encoding': 'chunked' } }),
    nobody: save(401, { headers: { origin } }),
    'a forged cookie': save(401, {
      headers: { ...json, cookie: 'cutscore.session=eyJhbGciOiJkaXIifQ..a.b.c' },
    }),
    'two cookies, the last one right': save(200, {
      headers: { ...json, cookie: `cutscore.session=no; ${cookie}` },
    }),
    'two cookies, the last one wrong': save(401, {
      headers: { ...json, cookie: `${cookie}; cutscore.session=no` },
    }),
    'another origin': save(403, { headers: { ...json, origin: 'https://evil.example' } }),
    'the origin of a frame': save(403, { headers: { ...json, origin: 'null' } }),
    'no origin': save(403, { headers: { cookie, 'content-type': 'application/json' } }),
    'another host': save(421, { headers: { ...json, host: 'evil.example' } }),
    'the clock': { path: `${at}/clock?leaseId=${leaseId}`, headers: { cookie }, status: 200 },
    'the clock of another tab': { path: `${at}/clock?leaseId=${newId()}`, headers: { cookie }, status: 409 },
    'the clock without a tab': { path: `${at}/clock`, headers: { cookie }, status: 404 },
    'a renewal': {
      ...{ path: `${at}/renewal`, method: 'POST', headers: json, status: 200 },
      body: JSON.stringify({ leaseId }),
    },
    'a renewal of another tab': {
      ...{ path: `${at}/renewal`, method: 'POST', headers: json, status: 409 },
      body: JSON.stringify({ leaseId: newId() }),
    },
    'a renewal of somebody else': {
      ...{ path: `${at}/renewal`, method: 'POST', status: 404 },
      ...{ headers: { ...json, cookie: stranger }, body: JSON.stringify({ leaseId }) },
    },
    'events of somebody else': { path: `${at}/events`, headers: { cookie: stranger }, status: 404 },
    'what staff did': { path: `${at}/notices`, headers: { cookie }, status: 200 },
    'what staff did to somebody else': { path: `${at}/notices`, headers: { cookie: stranger }, status: 404 },
    'the lease that one has': {
      ...{ path: `${at}/lease`, method: 'POST', headers: json, status: 200 },
      body: JSON.stringify({ leaseId }),
    },
    'a start of what runs already': start(200, { ...json, 'x-cutscore-page': mark }),
    'a start of somebody else’s': start(404, { ...json, cookie: stranger, 'x-cutscore-page': strangersMark }),
    'a start from a page of another person': start(403, {
      ...json,
      cookie: stranger,
      'x-cutscore-page': mark,
    }),
    'a start from a page that doesn’t say whose it is': start(403, json),
    'a start by nobody': start(401, { origin }),
    'a submission of another tab': {
      ...{ path: `${at}/submission`, method: 'POST', headers: json, status: 409 },
      body: JSON.stringify({ leaseId: newId(), submitKey: newId() }),
    },
  };
}

describe('the door of a running exam', () => {
  it('has every route of the folder, and no other', () => {
    const found = ['attempts', 'assignments'].flatMap((folder) =>
      readdirSync(`app/api/v1/${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('/route.ts'))
        .map((path) => `/api/v1/${folder}/${path.replace('/route.ts', '')}`),
    );
    expect(
      Object.keys(EXAM_ROUTES)
        .map((door) => door.split(' ')[1])
        .sort(),
    ).toEqual(found.sort());
  });

  it('says what Next says, and Next isn’t asked', async () => {
    const { ask, openPlain } = doors();
    const plain = await openPlain();
    onTestFinished(plain.stop);
    const asked = calls();
    const [, saved] = Object.entries(asked)[0] ?? [];
    if (!saved) throw new Error('Nothing to ask');
    await ask(saved.path, saved);
    for (const [name, { path, status, ...question }] of Object.entries(asked)) {
      const direct = await ask(path, question);
      const viaNext = await plain.ask(path, question);
      expect.soft(direct.status, name).toBe(status);
      expect.soft(said(direct), name).toEqual(said(viaNext));
      // Next names the parts of its own protocol that an answer may depend on.
      expect.soft([direct.headers.vary, viaNext.headers.vary !== undefined], name).toEqual([undefined, true]);
    }
    console.log(`Door of a running exam: ${Object.keys(asked).length} calls, each through both doors`);
  });

  it('tells events of an exam, as Next does', async () => {
    const plain = await doors().openPlain();
    onTestFinished(plain.stop);
    const path = `/api/v1/attempts/${sitting.attemptId}/events`;
    const told = [];
    for (const ask of [doors().ask, plain.ask]) {
      const { status, headers, body } = await ask(path, { headers: { cookie, 'accept-encoding': 'gzip' } });
      told.push({
        ...{ status, type: headers['content-type'], cache: headers['cache-control'] },
        ...{ encoding: headers['content-encoding'], policy: headers['content-security-policy'] },
        body: body.replace(/\d{3,}/, 'n'),
      });
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]).toMatchObject({
      ...{ status: 200, type: 'text/event-stream; charset=utf-8', encoding: undefined },
      ...{ cache: 'private, no-store, no-transform' },
      body: 'event: state\ndata: {"outcome":"ok","remainingMs":n}\n\n',
    });
  });

  it('leads whoever comes to the front door where the page of it leads them', async () => {
    const plain = await doors().openPlain();
    onTestFinished(plain.stop);
    const who = { learner: cookie, dead: await cookieWith(newToken()), nobody: 'theme=dark' };
    const led: Record<string, unknown[]> = {};
    for (const [name, each] of Object.entries(who))
      for (const ask of [doors().ask, plain.ask]) {
        const { status, headers } = await ask('/', { headers: { cookie: each } });
        led[name] = [...(led[name] ?? []), status, headers.location];
      }
    expect(led).toEqual({
      learner: [307, '/learn', 307, '/learn'],
      dead: [307, '/api/v1/session/ended', 307, '/api/v1/session/ended'],
      nobody: [307, '/sign-in', 307, '/sign-in'],
    });
  });

  it('gives a token for the sign-in that the library takes for its own, and keeps it', async () => {
    const plain = await doors().openPlain();
    onTestFinished(plain.stop);
    const csrf = '/api/auth/csrf';
    const first = await doors().ask(csrf);
    const [set = ''] = first.headers['set-cookie'] ?? [];
    expect(set).toMatch(
      /^next-auth\.csrf-token=[0-9a-f]{64}%7C[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const kept = { headers: { cookie: set.split(';')[0] ?? '' } };
    for (const ask of [doors().ask, plain.ask]) {
      const again = await ask(csrf, kept);
      expect([
        JSON.parse(again.body),
        again.headers['set-cookie']?.some((each) => each.includes('csrf')) ?? false,
      ]).toEqual([JSON.parse(first.body), false]);
    }
    const forged = await doors().ask(csrf, { headers: { cookie: 'next-auth.csrf-token=aa%7Cbb' } });
    expect(JSON.parse(forged.body).csrfToken).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lets the cookie live as long as an exam that ends after it', async () => {
    const { ask, origin } = doors();
    const { attemptId, leaseId } = sitting;
    const soon = await cookieWith((await readSessionToken(cookie.slice(cookie.indexOf('=') + 1))) ?? '', 60);
    const answer = await ask(`/api/v1/attempts/${attemptId}/lease`, {
      ...{ method: 'POST', body: JSON.stringify({ leaseId }) },
      headers: { origin, cookie: soon, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(200);
    const [longer = ''] = answer.headers['set-cookie'] ?? [];
    expect(longer).toMatch(/^cutscore\.session=[\w.-]+; Path=\/; Expires=.+ GMT; HttpOnly; SameSite=lax$/);
    const until = Date.parse(/Expires=([^;]+)/.exec(longer)?.[1] ?? '');
    expect(until - Date.now()).toBeGreaterThan(100 * 60 * 1000);
    const again = await ask(`/api/v1/attempts/${attemptId}/clock?leaseId=${leaseId}`, {
      headers: { cookie: longer.split(';')[0] ?? '' },
    });
    expect(again.status).toBe(200);
  });

  it('leaves to Next what is written in any other way', async () => {
    const { ask } = doors();
    const { attemptId, leaseId } = sitting;
    const at = `/api/v1/attempts/${attemptId}/clock`;
    const query = `?leaseId=${leaseId}`;
    const headers = { cookie };
    for (const [path, method] of [
      [`${at}/${query}`, 'GET'],
      [`/${at}${query}`, 'GET'],
      [`${at}${query}`, 'DELETE'],
      [`${at}${query}`, 'OPTIONS'],
      [`${at}/more${query}`, 'GET'],
    ] as const)
      expect((await ask(path, { method, headers })).status, `${method} ${path}`).not.toBe(200);
    expect((await ask(`${at}${query}`, { method: 'HEAD', headers })).body).toBe('');
  });

  it('refuses a session that has ended, whatever is asked', async () => {
    const { ask, origin } = doors();
    const dead = await cookieWith(newToken());
    const { path, ...question } = calls()['the answer that is stored'] as Call;
    for (const body of [question.body ?? '', '{"leaseId":7}']) {
      const answer = await ask(path, {
        ...question,
        body,
        headers: { ...question.headers, origin, cookie: dead },
      });
      expect([answer.status, /leaseId/.test(answer.body)]).toEqual([401, false]);
    }
  });
});
