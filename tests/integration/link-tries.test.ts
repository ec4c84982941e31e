import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, invitePerson, makeResetLink } from '@/lib/features/people/commands';
import { findInvitation } from '@/lib/infra/auth/account';
import { rememberMarks } from '@/lib/infra/auth/device-mark';
import { type LinkVisitor, proveLink } from '@/lib/infra/auth/link-proof';
import { hashPassword } from '@/lib/infra/auth/password';
import { findResetLink } from '@/lib/infra/auth/reset-link';
import { newToken } from '@/lib/infra/auth/session-token';
import { sourceNetwork } from '@/lib/infra/http/request-source';
import { startApplication } from '../support/application';
import { createMember, createOrganisation, givePassword, type Member } from '../support/factories';

/* Guessing of one-time links: who is slowed down by it, and who isn't. */

const database = startApplication();
let admin: Member;
let made = 0;
beforeAll(async () => {
  admin = await createMember(await createOrganisation(), { role: 'admin' });
});

const from = (address: string, device: string | null = null): LinkVisitor => ({
  source: sourceNetwork(address),
  device,
});
const join = async (token: string, visitor: LinkVisitor) =>
  (await proveLink(token, findInvitation, visitor)).kind;
const reset = async (token: string, visitor: LinkVisitor) =>
  (await proveLink(token, findResetLink, visitor)).kind;

/** As many tries as given, all at the same moment. */
const guess = (times: number, visitor: LinkVisitor) =>
  Promise.all(Array.from({ length: times }, (_, n) => (n % 2 ? join : reset)(newToken(), visitor)));

async function invite() {
  const added = await addPerson(admin.scope, {
    ...{ email: `invited-${++made}@example.com`, name: `Ina ${made}`, role: 'learner' as const },
  });
  if (!added.ok || !added.value.invitation) throw new Error('Nobody was invited');
  return { membershipId: added.value.membershipId, token: added.value.invitation.token };
}

/** Forty people who were invited, and their links. */
async function inviteRoom() {
  const room: { membershipId: string; token: string }[] = [];
  for (let n = 0; n < 40; n += 1) room.push(await invite());
  return room;
}

describe('whoever guesses one-time links', () => {
  it('is refused with the minutes after twenty of one source, for either kind of link, and not from elsewhere', async () => {
    const guesser = from('198.51.100.1');
    const kinds = await guess(30, guesser);
    expect(kinds.filter((kind) => kind === 'spent')).toHaveLength(20);
    const refused = await proveLink(newToken(), findResetLink, guesser);
    expect(refused).toEqual({ kind: 'throttled', minutes: 15 });
    const { token } = await invite();
    expect(await join(token, guesser), 'a good link says nothing to who guesses').toBe('throttled');
    expect(await join(token, from('198.51.100.2'))).toBe('open');
    await database().admin.query('UPDATE identity.rate_limit SET expire = expire - $1', [15 * 60_000]);
    expect(await join(token, guesser)).toBe('open');
  });

  it('is one source in the whole of a /64', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => join(newToken(), from(`2001:db8::${n + 1}`))));
    expect(await join(newToken(), from('2001:db8::ffff'))).toBe('throttled');
    expect(await join(newToken(), from('2001:db8:0:1::1'))).toBe('spent');
  });

  it('does not keep somebody out on a browser that they have signed in with', async () => {
    const member = await createMember(admin.scope, { role: 'learner' });
    await givePassword(admin.scope, member.personId, await hashPassword('four words in a row'));
    const made = await makeResetLink(admin.scope, { membershipId: member.membershipId });
    if (!made.ok) throw new Error('No link was made');
    const [device, strange] = [newToken(), newToken()];
    await rememberMarks(member.personId, device, '203.0.113.77');
    await guess(20, from('198.51.100.3', device));
    expect(await reset(made.value.token, from('198.51.100.3', strange))).toBe('throttled');
    expect(await reset(made.value.token, from('198.51.100.3', device))).toBe('open');
    expect(await reset(newToken(), from('198.51.100.3', device))).toBe('throttled');
  });
});

describe('a training room behind one address', () => {
  it('joins with forty good links at once, and links that were good before count nothing', async () => {
    const room = from('198.51.100.4');
    const invited = await inviteRoom();
    for (const { membershipId } of invited) await invitePerson(admin.scope, { membershipId });
    const replaced = await Promise.all(invited.map(({ token }) => join(token, room)));
    expect(new Set(replaced)).toEqual(new Set(['spent']));
    const fresh = await inviteRoom();
    expect(new Set(await Promise.all(fresh.map(({ token }) => join(token, room))))).toEqual(
      new Set(['open']),
    );
  });

  it('is not slowed down by what can’t be a link at all', async () => {
    const visitor = from('198.51.100.5');
    for (let n = 0; n < 25; n += 1) expect(await join('not a link', visitor)).toBe('spent');
    expect(await join(newToken(), visitor)).toBe('spent');
  });
});
