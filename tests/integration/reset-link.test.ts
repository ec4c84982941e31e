import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/domain/access/actor';
import {
  addPerson,
  changeRole,
  makeResetLink,
  removePerson,
  restorePerson,
} from '@/lib/features/people/commands';
import { hashPassword, verifyPassword } from '@/lib/infra/auth/password';
import { findResetLink, resetPassword } from '@/lib/infra/auth/reset-link';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import { callFunction } from '@/lib/infra/db/plain';
import { startApplication } from '../support/application';
import { auditedActions } from '../support/audit';
import {
  acceptInvitation,
  createMember,
  createOrganisation,
  givePassword,
  type Member,
  type OrganisationScope,
  openSession,
} from '../support/factories';

/* Forgotten passwords: who may make a link for whom, and what the link does. */

const database = startApplication();
const OLD = 'four words in a row';
const NEW = 'five other words in line';

let organisation: OrganisationScope;
let owner: Member;
let admin: Member;
beforeAll(async () => {
  organisation = await createOrganisation();
  owner = await createMember(organisation, { role: 'owner' });
  admin = await createMember(organisation, { role: 'admin' });
});

async function createSigner(role: Role = 'learner', email?: string): Promise<Member> {
  const member = await createMember(organisation, { role, ...(email ? { email } : {}) });
  await givePassword(organisation, member.personId, await hashPassword(OLD));
  return member;
}

const refused = (reason: string) => ({ ok: false, error: { refusal: { reason } } });

async function linkFor(member: Member, by: Member = admin): Promise<string> {
  const made = await makeResetLink(by.scope, { membershipId: member.membershipId });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.token;
}

async function hasPassword(email: string, password: string): Promise<boolean> {
  const [row] = await callFunction<{ password_hash: string }>('identity.find_credentials', [email]);
  return verifyPassword(row?.password_hash ?? null, password);
}

const isSignedIn = async (tokenHash: Buffer): Promise<boolean> =>
  (await callFunction('identity.resolve_session', [tokenHash])).length > 0;

async function expectDead(token: string): Promise<void> {
  expect(await findResetLink(token)).toBeNull();
  expect(await resetPassword(token, NEW)).toBeNull();
}

describe('a reset link', () => {
  it('sets another password once, ends every session, and both ends of it are recorded', async () => {
    const member = await createSigner();
    const sessions = [await openSession(member.personId), await openSession(member.personId)];
    const token = await linkFor(member);
    expect(await findResetLink(token)).toMatchObject({ email: member.email, name: member.displayName });
    expect(await resetPassword(token, NEW)).toBe(member.personId);
    expect(await hasPassword(member.email, NEW)).toBe(true);
    expect(await hasPassword(member.email, OLD)).toBe(false);
    for (const { tokenHash } of sessions) expect(await isSignedIn(tokenHash)).toBe(false);
    await expectDead(token);
    expect(await auditedActions(database(), member.membershipId)).toEqual([
      'membership.joined',
      'password.link_made',
      'password.reset',
    ]);
  });

  it('is stored as a hash and works for 24 hours', async () => {
    const member = await createSigner();
    const token = await linkFor(member);
    const { rows } = await database().admin.query<{ hours: number; plain: boolean }>(
      `SELECT extract(epoch FROM expires_at - created_at)::int / 3600 AS hours, token_hash = $2 AS plain
       FROM identity.reset_link WHERE token_hash = $1`,
      [hashToken(token), Buffer.from(token)],
    );
    expect(rows).toEqual([{ hours: 24, plain: false }]);
    await database().admin.query(
      "UPDATE identity.reset_link SET expires_at = now() - interval '1 second' WHERE token_hash = $1",
      [hashToken(token)],
    );
    await expectDead(token);
    expect(await hasPassword(member.email, OLD)).toBe(true);
  });

  it('is good for one of several who use it at the same moment', async () => {
    const member = await createSigner();
    const token = await linkFor(member);
    const used = await Promise.all(Array.from({ length: 6 }, (_, n) => resetPassword(token, `${NEW} ${n}`)));
    const winners = used.flatMap((person, n) => (person ? [n] : []));
    expect(winners).toHaveLength(1);
    expect(await hasPassword(member.email, `${NEW} ${winners[0]}`)).toBe(true);
  });

  it('ends when a newer one is made', async () => {
    const member = await createSigner();
    const first = await linkFor(member);
    const second = await linkFor(member);
    await expectDead(first);
    expect(await resetPassword(second, NEW)).toBe(member.personId);
  });

  it('ends when the role changes or the person is removed, for good', async () => {
    const promoted = await createSigner();
    const { membershipId } = promoted;
    const token = await linkFor(promoted);
    // An administrator's link must not become a way into an owner's account.
    await changeRole(owner.scope, { membershipId, role: 'owner' });
    await expectDead(token);
    await changeRole(owner.scope, { membershipId, role: 'learner' });
    await expectDead(token);
    const removed = await createSigner();
    const other = await linkFor(removed);
    await removePerson(admin.scope, { membershipId: removed.membershipId });
    await expectDead(other);
    await restorePerson(admin.scope, { membershipId: removed.membershipId });
    await expectDead(other);
  });

  it('ends when the person joins another organisation before it is used', async () => {
    const member = await createSigner();
    const token = await linkFor(member);
    await createMember(await createOrganisation(), { role: 'learner', email: member.email });
    await expectDead(token);
  });

  it.each(['', 'short', newToken()])('is unknown for the token "%s"', expectDead);
});

describe('a reset link is refused', () => {
  it('for somebody who belongs or belonged to another organisation, whose account it would open', async () => {
    const elsewhere = await createOrganisation();
    const boss = await createMember(elsewhere, { role: 'owner' });
    const both = await createSigner();
    const there = await createMember(elsewhere, { role: 'learner', email: both.email });
    const make = () => makeResetLink(owner.scope, { membershipId: both.membershipId });
    expect(await make()).toMatchObject(refused('reset_belongs_elsewhere'));
    await removePerson(boss.scope, { membershipId: there.membershipId });
    expect(await make(), 'they can be taken back without a link').toMatchObject(
      refused('reset_belongs_elsewhere'),
    );
  });

  it('not for somebody who is only invited elsewhere, where a link of that place is needed', async () => {
    const member = await createSigner();
    const boss = await createMember(await createOrganisation(), { role: 'owner' });
    await addPerson(boss.scope, { email: member.email, name: 'Invited', role: 'admin' });
    expect((await makeResetLink(admin.scope, { membershipId: member.membershipId })).ok).toBe(true);
  });

  it('to an administrator for an owner', async () => {
    const second = await createSigner('owner');
    expect(await makeResetLink(admin.scope, { membershipId: second.membershipId })).toMatchObject(
      refused('reset_owners_only'),
    );
    expect(await resetPassword(await linkFor(second, owner), NEW)).toBe(second.personId);
  });

  it('for somebody who has not joined, whose invitation it would go around', async () => {
    const added = await addPerson(admin.scope, {
      email: 'not-yet@example.com',
      name: 'Not yet',
      role: 'learner',
    });
    if (!added.ok) throw new Error('Nobody was added');
    const { membershipId } = added.value;
    expect(await makeResetLink(admin.scope, { membershipId })).toMatchObject(refused('reset_not_joined'));
    await acceptInvitation(added.value.invitation?.token ?? '', OLD);
    expect((await makeResetLink(admin.scope, { membershipId })).ok).toBe(true);
  });

  it('for somebody who was disabled, and a link made before is worth nothing', async () => {
    const member = await createSigner();
    const token = await linkFor(member);
    await database().admin.query('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [
      member.personId,
    ]);
    await expectDead(token);
    expect(await makeResetLink(admin.scope, { membershipId: member.membershipId })).toMatchObject(
      refused('reset_disabled'),
    );
  });
});

describe('the operator’s commands', () => {
  it.each([
    'find_person(text)',
    'recover_person(uuid, bytea)',
    'set_disabled(uuid, boolean)',
    'end_sessions(uuid)',
  ])('identity.%s is out of reach of every role that the server signs in as', async (signature) => {
    const { rows } = await database().admin.query<{ reached: boolean }>(
      `SELECT bool_or(has_function_privilege(role, $1, 'EXECUTE')) AS reached
         FROM unnest(ARRAY['app_rw', 'app_hr', 'app_jobs']) AS role`,
      [`identity.${signature}`],
    );
    expect(rows).toEqual([{ reached: false }]);
  });
});
