import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, makeResetLink, removePerson } from '@/lib/features/people/commands';
import { hashPassword } from '@/lib/infra/auth/password';
import { newToken } from '@/lib/infra/auth/session-token';
import { actionQuestion, type Form, readActed } from '../support/doors/act';
import type { Answer } from '../support/doors/ask';
import { telling } from '../support/doors/cells';
import { listActions } from '../support/doors/manifest';
import { openDoors } from '../support/doors/open-doors';
import { createMember, createOrganisation, givePassword, type Member } from '../support/factories';

/* Signing in and out over HTTP, of an installation that people reach by https. */

const doors = openDoors((port) => ({ APP_URL: `https://localhost:${port}` }));
const password = 'correct horse battery staple';

let admin: Member;
let member: Member;
beforeAll(async () => {
  const scope = await createOrganisation();
  admin = await createMember(scope, { role: 'admin' });
  member = await createMember(scope, { role: 'admin' });
  await givePassword(scope, member.personId, await hashPassword(password));
});

/** `Set-Cookie` of an answer, by name, and what a browser would send back. */
function cookiesOf({ headers }: Answer) {
  const lines = headers['set-cookie'] ?? [];
  const named = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line]));
  return { named, sent: lines.map((line) => line.split(';')[0]).join('; ') };
}

async function signIn(email: string, given: string) {
  const { ask, origin } = doors();
  const csrf = await ask('/api/auth/csrf');
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const before = cookiesOf(csrf);
  const answer = await ask('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { origin, cookie: before.sent, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      csrfToken,
      email,
      password: given,
      callbackUrl: '/',
      json: 'true',
    }).toString(),
  });
  return { answer, before, after: cookiesOf(answer) };
}

const SESSION = '__Host-cutscore.session';

describe('the cookie of a session', () => {
  it('is bound to this host, to https and to this site, and no script reads it', async () => {
    const { answer, before, after } = await signIn(member.email, password);
    expect(answer.status).toBe(200);
    const flags = (after.named.get(SESSION) ?? '').split(/; */).map((flag) => flag.toLowerCase());
    for (const flag of ['path=/', 'httponly', 'secure', 'samesite=lax']) expect(flags).toContain(flag);
    expect(flags.some((flag) => flag.startsWith('domain='))).toBe(false);
    for (const [name, line] of before.named) {
      expect(name).toMatch(/^__(Host|Secure)-/);
      expect(line).toMatch(/; Secure/i);
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; SameSite=(Lax|Strict)/i);
    }
    const home = await doors().ask('/admin', { headers: { cookie: after.sent } });
    expect(home.status).toBe(200);
  });

  it('is worth nothing after signing out, wherever it was copied to', async () => {
    const { after } = await signIn(member.email, password);
    const { ask, origin } = doors();
    const cookie = after.sent;
    expect((await ask('/admin', { headers: { cookie } })).status).toBe(200);
    const sent = await ask('/api/v1/session/end', { method: 'POST', headers: { origin, cookie } });
    expect([sent.status, sent.headers.location]).toEqual([303, expect.stringMatching(/^\/sign-in/)]);
    expect(sent.headers['set-cookie']?.join()).toMatch(new RegExp(`${SESSION}=;`));
    const home = await ask('/admin', { headers: { cookie } });
    const elsewhere = expect.stringMatching(/^\/(sign-in|api\/v1\/session\/ended)/);
    expect([home.status, home.headers.location]).toEqual([307, elsewhere]);
    expect((await ask('/api/v1/media/x', { headers: { cookie } })).status).toBe(401);
  });
});

describe('whoever follows a one-time link', () => {
  const send = async (name: string, form: Form) => {
    const id = listActions().find((action) => action.name === name)?.id ?? '';
    const { ask, origin } = doors();
    // From the page that has the form: an action that is sent elsewhere is passed on, without its cookies.
    const page = name.endsWith('resetPassword') ? `/reset/${form.token ?? 'none'}` : '/sign-in';
    const answer = await ask(page, actionQuestion(id, form, { origin }));
    return { acted: readActed(answer), answer };
  };

  it('hears of fields only with a link that is good', async () => {
    const forms = [{}, { password: 'x' }, { token: 'x'.repeat(43) }, { token: '1', password: '' }];
    for (const name of ['acceptInvitation', 'resetPassword', 'joinOrganisation', 'switchOrganisation'])
      for (const form of forms) {
        const { acted } = await send(`identity.${name}`, form);
        expect(acted, name).toMatchObject({ kind: 'refused' });
        if (acted.kind === 'refused') expect(acted.words, name).toMatch(/ \{\}$/);
      }
  });

  it('is signed in by choosing a password again, and every other device is signed out', async () => {
    const made = await makeResetLink(admin.scope, { membershipId: member.membershipId });
    if (!made.ok) throw new Error('No link was made');
    const before = (await signIn(member.email, password)).after;
    const short = await send('identity.resetPassword', { token: made.value.token, password: 'x' });
    expect(short.acted).toMatchObject({ refusal: 'invalid', words: expect.stringContaining('password') });
    const { acted, answer } = await send('identity.resetPassword', { token: made.value.token, password });
    expect(acted).toEqual({ kind: 'moved', to: '/' });
    const { sent } = cookiesOf(answer);
    const home = await doors().ask('/admin', { headers: { cookie: sent } });
    expect(home.status).toBe(200);
    expect((await doors().ask('/admin', { headers: { cookie: before.sent } })).status).toBe(307);
  });

  it('waits some minutes after twenty guesses from where they are, on the page and in the form', async () => {
    for (let n = 0; n < 20; n += 1) await doors().ask(`/join/${newToken()}`);
    const { body } = await doors().ask(`/reset/${newToken()}`);
    expect(body).toContain('Too many links were tried from here');
    const { acted } = await send('identity.acceptInvitation', { token: newToken(), password });
    expect(acted).toMatchObject({
      refusal: 'too_many_requests',
      words: expect.stringMatching(/Wait 1\d minutes/),
    });
    await doors().database.admin.query('DELETE FROM identity.rate_limit');
  });
});

describe('https', () => {
  it('is remembered by browsers, for pages and for data', async () => {
    for (const path of ['/sign-in', '/help', '/api/v1/media/x', '/api/health/live', '/%'])
      expect((await doors().ask(path)).headers['strict-transport-security'], path).toMatch(/^max-age=\d{8}$/);
  });
});

describe('whoever asks for an address', () => {
  it('hears the same of one that is known and one that isn’t', async () => {
    const known = await signIn(admin.email, 'not their password');
    const withPassword = await signIn(member.email, 'not their password');
    const unknown = await signIn('nobody-at-all@example.com', 'not their password');
    const told = [known, withPassword, unknown].map(({ answer }) => telling(answer, []));
    expect(new Set(told).size, told.join('\n')).toBe(1);
    expect(told[0]).toMatch(/^401 /);
    for (const { after } of [known, withPassword, unknown]) expect(after.named.has(SESSION)).toBe(false);
  });

  it('hears the same of a link that never was and one that has ended', async () => {
    const invited = await addPerson(admin.scope, {
      email: 'invited@example.com',
      name: 'Ina',
      role: 'learner',
    });
    if (!invited.ok || !invited.value.invitation) throw new Error('Nobody was invited');
    const { token } = invited.value.invitation;
    const open = await doors().ask(`/join/${token}`);
    expect(open.body).toContain('invited@example.com');
    await removePerson(admin.scope, { membershipId: invited.value.membershipId });
    const ended = await doors().ask(`/join/${token}`);
    const never = newToken();
    expect(telling(ended, [token])).toBe(telling(await doors().ask(`/join/${never}`), [never]));
    expect(ended.body).not.toContain('invited@example.com');
  });
});
