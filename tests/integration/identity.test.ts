import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/domain/access/actor';
import {
  addPerson,
  changeRole,
  invitePerson,
  removePerson,
  restorePerson,
} from '@/lib/features/people/commands';
import { findInvitation, joinOrganisation, switchOrganisation } from '@/lib/infra/auth/account';
import { hashPassword, verifyPassword } from '@/lib/infra/auth/password';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import { closeSession } from '@/lib/infra/auth/sign-in-session';
import { callFunction } from '@/lib/infra/db/plain';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import {
  acceptInvitation,
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

interface Invited {
  readonly token: string;
  readonly membershipId: string;
}

async function inviteTo(admin: Member, email: string, role: Role = 'learner'): Promise<Invited> {
  const added = await addPerson(admin.scope, { email, name: 'Invited', role });
  if (!added.ok || !added.value.invitation) throw new Error('No invitation was made');
  return { token: added.value.invitation.token, membershipId: added.value.membershipId };
}

const invite = async (email: string): Promise<string> => (await inviteTo(owner, email)).token;

/** An organisation of somebody else, seen by its owner. */
const createRival = async (): Promise<Member> => createMember(await createOrganisation(), { role: 'owner' });

/** Signs in with the address alone: what the password proves is tested elsewhere. */
async function signIn(email: string): Promise<Buffer> {
  const [row] = await callFunction<{ person_id: string }>('identity.find_credentials', [email]);
  if (!row) throw new Error(`${email} can't sign in`);
  return (await openSession(row.person_id)).tokenHash;
}

async function passwordOf(email: string): Promise<string | null> {
  const [row] = await callFunction<{ password_hash: string }>('identity.find_credentials', [email]);
  return row?.password_hash ?? null;
}

interface Resolved {
  organisation_id: string | null;
  memberships: { organisationId: string; role: string }[];
}
const placesOf = async (tokenHash: Buffer): Promise<string[] | undefined> =>
  (await resolve(tokenHash))?.memberships.map(({ organisationId }) => organisationId);
const resolve = async (tokenHash: Buffer): Promise<Resolved | undefined> =>
  (await callFunction<Resolved & Record<string, unknown>>('identity.resolve_session', [tokenHash]))[0];

describe('an invitation', () => {
  it('lets the invited person choose the password, once', async () => {
    const token = await invite('once@example.com');
    expect(await findInvitation(token)).toMatchObject({
      email: 'once@example.com',
      name: 'Invited',
      hasPassword: false,
    });
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
    const email = 'has@example.com';
    const elsewhere = await inviteTo(await createRival(), email);
    expect(await acceptInvitation(await invite(email), PASSWORD)).toBe(true);
    expect(await acceptInvitation(elsewhere.token, 'another long password')).toBe(false);
    const [accepted] = await callFunction<{ accept_invitation: string | null }>(
      'identity.accept_invitation',
      [hashToken(elsewhere.token), 'x'],
    );
    expect(accepted).toEqual({ accept_invitation: null });
    expect(await verifyPassword(await passwordOf(email), PASSWORD)).toBe(true);
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
    await database().admin.query(
      "UPDATE identity.session SET expires_at = now() - interval '1 second' WHERE token_hash = $1",
      [tokenHash],
    );
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
    await givePassword(organisation, member.personId, await hashPassword(PASSWORD));
    await createMember(second, { role: 'admin', email });
    const { tokenHash } = await openSession(member.personId);
    expect(await switchOrganisation(tokenHash, second.organisationId)).toBe(true);
    expect((await resolve(tokenHash))?.organisation_id).toBe(second.organisationId);
    expect(await switchOrganisation(tokenHash, foreign.organisationId)).toBe(false);
    expect(await switchOrganisation(tokenHash, newId())).toBe(false);
    expect((await resolve(tokenHash))?.organisation_id).toBe(second.organisationId);
  });
});

describe('an address that two organisations invite', () => {
  it('is worth nothing in the first to whoever took the link of the second', async () => {
    const email = 'invited-first@example.com';
    const rival = await createRival();
    await inviteTo(owner, email, 'admin');
    const { token } = await inviteTo(rival, email);
    expect(await acceptInvitation(token, PASSWORD)).toBe(true);
    const tokenHash = await signIn(email);
    expect(await placesOf(tokenHash)).toEqual([rival.scope.organisationId]);
    expect(await switchOrganisation(tokenHash, organisation.organisationId)).toBe(false);
    expect(await joinOrganisation(tokenHash, token)).toBe(false);
  });

  it('is worth nothing in the second to whoever claimed it in the first', async () => {
    const email = 'claimed-first@example.com';
    const rival = await createRival();
    expect(await acceptInvitation((await inviteTo(rival, email)).token, PASSWORD)).toBe(true);
    const tokenHash = await signIn(email);
    const { token } = await inviteTo(owner, email, 'admin');
    expect(await placesOf(tokenHash)).toEqual([rival.scope.organisationId]);
    expect(await switchOrganisation(tokenHash, organisation.organisationId)).toBe(false);
    // The link alone is not enough either: it neither sets another password nor shows who gave the first one.
    expect(await acceptInvitation(token, 'another long password')).toBe(false);
    expect(await verifyPassword(await passwordOf(email), PASSWORD)).toBe(true);
  });

  it('takes one password when both links are used at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const email = `both-${round}@example.com`;
      const rival = await createRival();
      const links = [await inviteTo(owner, email), await inviteTo(rival, email)];
      const accepted = await Promise.all(
        links.map(({ token }, n) => acceptInvitation(token, `${PASSWORD} ${n}`)),
      );
      expect(accepted.filter(Boolean)).toHaveLength(1);
      const winner = accepted.indexOf(true);
      expect(await verifyPassword(await passwordOf(email), `${PASSWORD} ${winner}`)).toBe(true);
      const own = winner === 0 ? organisation.organisationId : rival.scope.organisationId;
      expect(await placesOf(await signIn(email))).toEqual([own]);
    }
  });

  it('opens no membership that was written without an invitation', async () => {
    const email = 'generated@example.com';
    await createMember(organisation, { role: 'admin', email, simulated: true });
    const rival = await createRival();
    expect(await acceptInvitation((await inviteTo(rival, email)).token, PASSWORD)).toBe(true);
    expect(await placesOf(await signIn(email))).toEqual([rival.scope.organisationId]);
  });

  it('is called by each what it calls it itself', async () => {
    const email = 'two-names@example.com';
    const rival = await createRival();
    await addPerson(owner.scope, { email, name: 'Secret nickname', role: 'learner' });
    expect(await findInvitation((await inviteTo(rival, email)).token)).toMatchObject({ name: 'Invited' });
  });
});

describe('a membership that was not joined', () => {
  it('gives nothing in any function that a session is proven by', async () => {
    const email = 'waiting@example.com';
    const rival = await createRival();
    await acceptInvitation((await inviteTo(rival, email)).token, PASSWORD);
    await inviteTo(owner, email, 'owner');
    const tokenHash = await signIn(email);
    expect((await resolve(tokenHash))?.organisation_id).toBe(rival.scope.organisationId);
    expect(await placesOf(tokenHash)).toEqual([rival.scope.organisationId]);
    const reached = await callFunction<{ organisation_id: string }>('identity.session_memberships', [
      tokenHash,
    ]);
    expect(reached.map((row) => row.organisation_id)).toEqual([rival.scope.organisationId]);
    expect(await switchOrganisation(tokenHash, organisation.organisationId)).toBe(false);
    // Being invited as staff elsewhere doesn't shorten a learner's session here.
    await database().admin.query(
      `UPDATE identity.session SET last_seen_at = now() - interval '61 minutes' WHERE token_hash = $1`,
      [tokenHash],
    );
    expect(await resolve(tokenHash)).toBeDefined();
  });

  it('opens a session without an organisation for somebody who has joined none', async () => {
    const { membershipId } = await inviteTo(owner, 'nowhere@example.com');
    const { rows } = await database().admin.query<{ person_id: string }>(
      'SELECT person_id FROM membership WHERE id = $1',
      [membershipId],
    );
    const { tokenHash } = await openSession(rows[0]?.person_id ?? '');
    expect(await resolve(tokenHash)).toMatchObject({ organisation_id: null, memberships: [] });
  });
});

describe('joining with an account', () => {
  /** Somebody with a password, signed in, whom the organisation of `owner` has just invited. */
  async function inviteKnown(
    email: string,
  ): Promise<Invited & { readonly tokenHash: Buffer; readonly rival: Member }> {
    const rival = await createRival();
    await acceptInvitation((await inviteTo(rival, email)).token, PASSWORD);
    const tokenHash = await signIn(email);
    return { ...(await inviteTo(owner, email)), tokenHash, rival };
  }

  it('works once, with the link and the session of the same person, and goes to the new organisation', async () => {
    const { token, tokenHash, rival } = await inviteKnown('joins@example.com');
    expect(await findInvitation(token)).toMatchObject({ email: 'joins@example.com', hasPassword: true });
    expect(await joinOrganisation(tokenHash, token)).toBe(true);
    expect((await resolve(tokenHash))?.organisation_id).toBe(organisation.organisationId);
    expect((await placesOf(tokenHash))?.toSorted()).toEqual(
      [organisation.organisationId, rival.scope.organisationId].toSorted(),
    );
    expect(await findInvitation(token)).toBeNull();
    expect(await joinOrganisation(tokenHash, token)).toBe(false);
  });

  it('is done once by several requests at the same moment, and ends the earlier links', async () => {
    const { token: earlier, tokenHash, membershipId } = await inviteKnown('joins-often@example.com');
    const further = await invitePerson(owner.scope, { membershipId });
    if (!further.ok) throw new Error(further.error.message);
    const { token } = further.value;
    expect(await joinOrganisation(tokenHash, earlier)).toBe(false);
    const answers = await Promise.all(Array.from({ length: 5 }, () => joinOrganisation(tokenHash, token)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await findInvitation(token)).toBeNull();
    expect(await invitePerson(owner.scope, { membershipId })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('is refused to the session of anybody else, and the link stays good for its person', async () => {
    const { token, tokenHash, rival } = await inviteKnown('not-them@example.com');
    const { tokenHash: wrong } = await openSession(rival.personId);
    expect(await joinOrganisation(wrong, token)).toBe(false);
    expect(await placesOf(wrong)).toEqual([rival.scope.organisationId]);
    expect(await joinOrganisation(hashToken(newToken()), token)).toBe(false);
    expect(await joinOrganisation(tokenHash, token)).toBe(true);
  });

  it('is refused after 72 hours and after the session was closed', async () => {
    const { token, tokenHash, membershipId } = await inviteKnown('too-late@example.com');
    await database().admin.query(
      "UPDATE identity.invitation SET expires_at = now() - interval '1 second' WHERE token_hash = $1",
      [hashToken(token)],
    );
    expect(await findInvitation(token)).toBeNull();
    expect(await joinOrganisation(tokenHash, token)).toBe(false);
    const fresh = await invitePerson(owner.scope, { membershipId });
    if (!fresh.ok) throw new Error(fresh.error.message);
    await closeSession(tokenHash);
    expect(await joinOrganisation(tokenHash, fresh.value.token)).toBe(false);
  });

  it('is refused after the person was removed, and needs a link again after they were taken back', async () => {
    const { token, tokenHash, membershipId, rival } = await inviteKnown('removed-early@example.com');
    await removePerson(owner.scope, { membershipId });
    expect(await findInvitation(token)).toBeNull();
    expect(await joinOrganisation(tokenHash, token)).toBe(false);
    await restorePerson(owner.scope, { membershipId });
    expect(await placesOf(tokenHash)).toEqual([rival.scope.organisationId]);
    expect(await joinOrganisation(tokenHash, token), 'the link ended with the removal').toBe(false);
    const again = await invitePerson(owner.scope, { membershipId });
    expect(again.ok && (await joinOrganisation(tokenHash, again.value.token))).toBe(true);
  });

  it('is refused to somebody new who was removed before choosing a password', async () => {
    const { token, membershipId } = await inviteTo(owner, 'removed-new@example.com');
    await removePerson(owner.scope, { membershipId });
    expect(await acceptInvitation(token, PASSWORD)).toBe(false);
    expect(
      (
        await callFunction<{ accept_invitation: null }>('identity.accept_invitation', [hashToken(token), 'x'])
      )[0],
    ).toEqual({ accept_invitation: null });
    expect(await passwordOf('removed-new@example.com')).toBeNull();
  });
});
