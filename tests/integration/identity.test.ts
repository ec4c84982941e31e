import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, changeRole, removePerson } from '@/lib/features/people/commands';
import { acceptInvitation, closeSession, findInvitation, switchOrganisation } from '@/lib/infra/auth/account';
import { hashPassword, verifyPassword } from '@/lib/infra/auth/password';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import { callFunction } from '@/lib/infra/db/plain';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import {
  createMember,
  createOrganisation,
  givePassword,
  type Member,
  type OrganisationScope,
  openSession,
} from '../support/factories';

const database = startApplication();
const PASSWORD = 'four words in a row';

let organisation: OrganisationScope;
let owner: Member;

beforeAll(async () => {
  organisation = await createOrganisation();
  owner = await createMember(organisation, { role: 'owner' });
});

async function invite(email: string): Promise<string> {
  const added = await addPerson(owner.scope, { email, name: 'Invited', role: 'learner' });
  if (!added.ok || !added.value.invitation) throw new Error('No invitation was made');
  return added.value.invitation.token;
}

async function passwordOf(email: string): Promise<string | null> {
  const [row] = await callFunction<{ password_hash: string }>('identity.find_credentials', [email]);
  return row?.password_hash ?? null;
}

interface Resolved {
  organisation_id: string | null;
  memberships: { organisationId: string; role: string }[];
}
const resolve = async (tokenHash: Buffer): Promise<Resolved | undefined> =>
  (await callFunction<Resolved & Record<string, unknown>>('identity.resolve_session', [tokenHash]))[0];

describe('an invitation', () => {
  it('lets the invited person choose the password, once', async () => {
    const token = await invite('once@example.com');
    expect(await findInvitation(token)).toEqual({ email: 'once@example.com', name: 'Invited' });
    expect(await acceptInvitation(token, PASSWORD)).toBe(true);
    expect(await verifyPassword(await passwordOf('once@example.com'), PASSWORD)).toBe(true);
    expect(await findInvitation(token)).toBeNull();
    expect(await acceptInvitation(token, 'another long password')).toBe(false);
    expect(await verifyPassword(await passwordOf('once@example.com'), PASSWORD)).toBe(true);
  });

  it('is good for one of several who use it at the same moment', async () => {
    const token = await invite('crowd@example.com');
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) => acceptInvitation(token, `${PASSWORD} ${index}`)),
    );
    const winners = results.flatMap((accepted, index) => (accepted ? [index] : []));
    expect(winners).toHaveLength(1);
    const stored = await passwordOf('crowd@example.com');
    expect(await verifyPassword(stored, `${PASSWORD} ${winners[0]}`)).toBe(true);
  });

  it('is worth nothing after 72 hours', async () => {
    const token = await invite('late@example.com');
    const moved = await database().admin.query(
      `UPDATE identity.invitation SET expires_at = expires_at - interval '72 hours' WHERE token_hash = $1`,
      [hashToken(token)],
    );
    expect(moved.rowCount).toBe(1);
    expect(await findInvitation(token)).toBeNull();
    expect(await acceptInvitation(token, PASSWORD)).toBe(false);
    expect(await passwordOf('late@example.com')).toBeNull();
  });

  it('never replaces the password of somebody who has one', async () => {
    const [first, second] = [await invite('has@example.com'), newToken()];
    const { rows } = await database().admin.query<{ person_id: string }>(
      'SELECT person_id FROM identity.invitation WHERE token_hash = $1',
      [hashToken(first)],
    );
    await callFunction('identity.invite_person', [
      rows[0]?.person_id,
      organisation.organisationId,
      hashToken(second),
    ]);
    expect(await acceptInvitation(first, PASSWORD)).toBe(true);
    expect(await findInvitation(second)).toBeNull();
    expect(await acceptInvitation(second, 'another long password')).toBe(false);
    expect(await verifyPassword(await passwordOf('has@example.com'), PASSWORD)).toBe(true);
  });

  it('does nothing for somebody who was disabled meanwhile', async () => {
    const token = await invite('disabled@example.com');
    await database().admin.query(
      `UPDATE identity.person SET disabled_at = now() WHERE email = 'disabled@example.com'`,
    );
    expect(await acceptInvitation(token, PASSWORD)).toBe(false);
  });

  it.each(['', 'short', newToken()])('is unknown for the token "%s"', async (token) => {
    expect(await findInvitation(token)).toBeNull();
    expect(await acceptInvitation(token, PASSWORD)).toBe(false);
  });

  it('stores the password as argon2id of at least 19 MiB and two passes', async () => {
    const token = await invite('hash@example.com');
    await acceptInvitation(token, PASSWORD);
    expect(await passwordOf('hash@example.com')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('a session', () => {
  it('ends with the next request after it was closed', async () => {
    const { tokenHash } = await openSession(owner.personId);
    expect(await resolve(tokenHash)).toBeDefined();
    await closeSession(tokenHash);
    expect(await resolve(tokenHash)).toBeUndefined();
    expect(await switchOrganisation(tokenHash, organisation.organisationId)).toBe(false);
  });

  it('loses an organisation with the next request after the person was removed from it', async () => {
    const member = await createMember(organisation, { role: 'learner' });
    const { tokenHash } = await openSession(member.personId);
    expect((await resolve(tokenHash))?.memberships).toHaveLength(1);
    await removePerson(owner.scope, { membershipId: member.membershipId });
    expect((await resolve(tokenHash))?.memberships).toEqual([]);
  });

  it('has the new role with the next request after it was changed', async () => {
    const member = await createMember(organisation, { role: 'admin' });
    const { tokenHash } = await openSession(member.personId);
    await changeRole(owner.scope, { membershipId: member.membershipId, role: 'learner' });
    expect((await resolve(tokenHash))?.memberships[0]?.role).toBe('learner');
  });

  it('ends after twelve hours, and for a person who is disabled at once', async () => {
    const { tokenHash } = await openSession(owner.personId);
    await database().admin.query('UPDATE identity.session SET expires_at = now() WHERE token_hash = $1', [
      tokenHash,
    ]);
    expect(await resolve(tokenHash)).toBeUndefined();
    const member = await createMember(organisation, { role: 'hr' });
    const other = await openSession(member.personId);
    await database().admin.query('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [
      member.personId,
    ]);
    expect(await resolve(other.tokenHash)).toBeUndefined();
  });

  it.each([
    { role: 'learner', survives: true },
    { role: 'instructor', survives: false },
  ] as const)('after 61 idle minutes survives for $role: $survives', async ({ role, survives }) => {
    const member = await createMember(organisation, { role });
    const { tokenHash } = await openSession(member.personId);
    await database().admin.query(
      `UPDATE identity.session SET last_seen_at = now() - interval '61 minutes' WHERE token_hash = $1`,
      [tokenHash],
    );
    expect((await resolve(tokenHash)) !== undefined).toBe(survives);
  });
});

describe('changing the organisation', () => {
  it('works between the person’s own and never into a foreign one', async () => {
    const [second, foreign] = [await createOrganisation(), await createOrganisation()];
    const email = 'everywhere@example.com';
    const member = await createMember(organisation, { role: 'learner', email });
    await createMember(second, { role: 'admin', email });
    await givePassword(organisation, member.personId, await hashPassword(PASSWORD));
    const { tokenHash } = await openSession(member.personId);
    expect(await switchOrganisation(tokenHash, second.organisationId)).toBe(true);
    expect((await resolve(tokenHash))?.organisation_id).toBe(second.organisationId);
    expect(await switchOrganisation(tokenHash, foreign.organisationId)).toBe(false);
    expect(await switchOrganisation(tokenHash, newId())).toBe(false);
    expect((await resolve(tokenHash))?.organisation_id).toBe(second.organisationId);
  });
});
