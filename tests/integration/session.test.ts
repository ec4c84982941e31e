import { beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation } from '@/lib/infra/auth/account';
import * as own from '@/lib/infra/auth/own-account';
import { hashPassword } from '@/lib/infra/auth/password';
import { mayProvePassword } from '@/lib/infra/auth/password-tries';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import {
  closeSession,
  findSessionEnd,
  joinAndOpenSession,
  openSession,
} from '@/lib/infra/auth/sign-in-session';
import { callFunction } from '@/lib/infra/db/plain';
import { startApplication } from '../support/application';
import { expectAudited } from '../support/audited';
import {
  createMember,
  createOrganisation,
  givePassword,
  type Member,
  numbered,
  type OrganisationScope,
} from '../support/factories';

const database = startApplication();
const PASSWORD = 'four words in a row';

let organisation: OrganisationScope;
beforeAll(async () => {
  organisation = await createOrganisation();
});

const learner = (): Promise<Member> => createMember(organisation, { role: 'learner' });

/** Signs in from a browser that had `earlier`, or nothing. */
async function signIn(personId: string, earlier: Buffer | null = null): Promise<Buffer> {
  const opened = await openSession(personId, { userAgent: 'Firefox', earlier });
  if (!opened) throw new Error('No session was opened');
  return hashToken(opened.token);
}

const isGood = async (tokenHash: Buffer): Promise<boolean> =>
  (await callFunction('identity.resolve_session', [tokenHash])).length === 1;

/** What the trail says about the sessions of a person, in the order of the alphabet: one act writes within a millisecond. */
async function trailOf({ membershipId }: Member): Promise<string[]> {
  const { rows } = await database().admin.query<{ action: string; why: string | null }>(
    `SELECT action, details->>'why' AS why FROM audit_event
     WHERE organisation_id = $1 AND actor_id = $2 AND subject_kind IN ('session', 'membership')`,
    [organisation.organisationId, membershipId],
  );
  return rows.map(({ action, why }) => (why ? `${action}: ${why}` : action)).sort();
}

describe('a sign-in', () => {
  it('ends the session that the browser had, whoever’s it was', async () => {
    const [anna, bert] = [await learner(), await learner()];
    const elsewhere = await signIn(anna.personId);
    const first = await signIn(anna.personId);
    const second = await signIn(bert.personId, first);
    expect([await isGood(elsewhere), await isGood(first), await isGood(second)]).toEqual([true, false, true]);
    expect(await trailOf(anna)).toEqual([
      'session.closed: signed_in_again',
      'session.opened',
      'session.opened',
    ]);
    expect(await trailOf(bert)).toEqual(['session.opened']);
  });

  it('lasts twelve hours, or as long as the exam that it interrupts had asked for', async () => {
    const { personId } = await learner();
    const [at, first] = [Date.now(), await openSession(personId, { userAgent: '', earlier: null })];
    expect((first?.expiresAt.getTime() ?? 0) - at).toBeGreaterThan(11.9 * 3_600_000);
    expect((first?.expiresAt.getTime() ?? 0) - at).toBeLessThan(12.1 * 3_600_000);
    const until = new Date(at + 20 * 3_600_000);
    const earlier = hashToken(first?.token ?? '');
    await callFunction('identity.extend_session', [earlier, until]);
    const second = await openSession(personId, { userAgent: '', earlier });
    expect(second?.expiresAt.getTime()).toBe(until.getTime());
    const stranger = await learner();
    const third = await openSession(stranger.personId, {
      userAgent: '',
      earlier: hashToken(second?.token ?? ''),
    });
    expect(third?.expiresAt.getTime()).toBeLessThan(at + 12.1 * 3_600_000);
  });

  it('is refused to somebody who was disabled between the password and the session', async () => {
    const { personId } = await learner();
    await database().admin.query('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [personId]);
    expect(await openSession(personId, { userAgent: '', earlier: null })).toBeNull();
  });
});

describe('joining by a link', () => {
  async function invite(): Promise<{ token: string; personId: string }> {
    const { personId } = await createMember(organisation, { role: 'learner' });
    const token = newToken();
    await callFunction('identity.invite_person', [personId, organisation.organisationId, hashToken(token)]);
    return { token, personId };
  }
  const browser = { userAgent: 'Firefox', earlier: null } as const;

  it('opens a session in the organisation of the link, once', async () => {
    const { token, personId } = await invite();
    const opened = await acceptInvitation(token, PASSWORD, browser);
    expect(opened?.personId).toBe(personId);
    const [resolved] = await callFunction<{ person_id: string; organisation_id: string }>(
      'identity.resolve_session',
      [hashToken(opened?.token ?? '')],
    );
    expect(resolved).toMatchObject({ person_id: personId, organisation_id: organisation.organisationId });
    expect(await acceptInvitation(token, PASSWORD, browser)).toBeNull();
    expect(await joinAndOpenSession(hashToken(token), PASSWORD, browser)).toBeNull();
    const { rows } = await database().admin.query('SELECT 1 FROM identity.session WHERE person_id = $1', [
      personId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('opens one session for several who use the link at the same moment', async () => {
    const { token, personId } = await invite();
    const opened = await Promise.all(
      [1, 2, 3, 4].map((n) => joinAndOpenSession(hashToken(token), `${PASSWORD} ${n}`, browser)),
    );
    expect(opened.filter((each) => each !== null)).toHaveLength(1);
    const { rows } = await database().admin.query('SELECT 1 FROM identity.session WHERE person_id = $1', [
      personId,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('the end of a session', () => {
  it('is written down and explained to whoever holds its token', async () => {
    const person = await learner();
    const tokenHash = await signIn(person.personId);
    await closeSession(tokenHash);
    await closeSession(tokenHash);
    expect(await isGood(tokenHash)).toBe(false);
    expect(await trailOf(person)).toEqual(['session.closed: signed_out', 'session.opened']);
    expect(await findSessionEnd(tokenHash)).toBe('ended');
    expect(await findSessionEnd(hashToken(newToken()))).toBeNull();
  });

  it('comes to a disabled person everywhere, and being enabled again does not take it back', async () => {
    const person = await learner();
    const sessions = [await signIn(person.personId), await signIn(person.personId)];
    const setDisabled = (value: string) =>
      database().admin.query(`UPDATE identity.person SET disabled_at = ${value} WHERE id = $1`, [
        person.personId,
      ]);
    await setDisabled('now()');
    for (const each of sessions) {
      expect(await isGood(each)).toBe(false);
      expect(await findSessionEnd(each)).toBe('disabled');
    }
    expect((await trailOf(person)).filter((line) => line === 'session.closed: disabled')).toHaveLength(2);
    await setDisabled('NULL');
    for (const each of sessions) expect(await isGood(each)).toBe(false);
  });

  it('is told apart: time, an idle hour of staff, an end by hand', async () => {
    const staff = await createMember(organisation, { role: 'instructor' });
    const [late, idle] = [await signIn(staff.personId), await signIn(staff.personId)];
    const change = (what: string, tokenHash: Buffer) =>
      database().admin.query(`UPDATE identity.session SET ${what} WHERE token_hash = $1`, [tokenHash]);
    await change(`expires_at = now() - interval '1 second'`, late);
    await change(`last_seen_at = now() - interval '61 minutes'`, idle);
    expect([await isGood(late), await isGood(idle)]).toEqual([false, false]);
    expect([await findSessionEnd(late), await findSessionEnd(idle)]).toEqual(['expired', 'idle']);
  });
});

describe('the trail of the organisation', () => {
  it('says who signed in and out, renamed themselves and changed their password', async () => {
    const person = await learner();
    await givePassword(organisation, person.personId, await hashPassword(PASSWORD));
    const { admin } = database();
    const by = person.membershipId;
    const idOf = async (tokenHash: Buffer) => {
      const { rows } = await admin.query<{ id: string }>(
        'SELECT id FROM identity.session WHERE token_hash = $1',
        [tokenHash],
      );
      return rows[0]?.id ?? '';
    };
    const here = await signIn(person.personId);
    const second = { tokenHash: here, id: '' };
    const open = async () => {
      second.tokenHash = await signIn(person.personId);
      second.id = await idOf(second.tokenHash);
    };
    await expectAudited('session.opened', admin, open, () => ({ by, kind: 'session', subject: second.id }));
    await expectAudited(
      'session.closed',
      admin,
      () => closeSession(second.tokenHash),
      () => ({ by, kind: 'session', subject: second.id, details: { why: 'signed_out' } }),
    );
    const about = () => ({ by, kind: 'membership', subject: by });
    await expectAudited('person.renamed_self', admin, () => own.renameSelf(here, numbered('New')), about);
    const owner = await own.findOwnCredentials(here);
    if (!owner) throw new Error('No password was set');
    const passwords = { oldPassword: PASSWORD, password: 'another long password' };
    await expectAudited(
      'person.password_changed',
      admin,
      () => own.changePassword(here, owner, passwords),
      about,
    );
  });
});

describe('the own account', () => {
  it('lists what is signed in, this one first, and neither ended nor idle sessions', async () => {
    const staff = await createMember(organisation, { role: 'admin' });
    const stranger = await learner();
    await signIn(stranger.personId);
    const [here, there, idle, closed] = [
      await signIn(staff.personId),
      await signIn(staff.personId),
      await signIn(staff.personId),
      await signIn(staff.personId),
    ];
    await closeSession(closed);
    await database().admin.query(
      `UPDATE identity.session SET last_seen_at = now() - interval '61 minutes' WHERE token_hash = $1`,
      [idle],
    );
    const account = await own.findOwnAccount(here);
    expect(account?.sessions.map(({ current, userAgent }) => ({ current, userAgent }))).toEqual([
      { current: true, userAgent: 'Firefox' },
      { current: false, userAgent: 'Firefox' },
    ]);
    expect(await own.findOwnAccount(closed)).toBeNull();
    const other = account?.sessions.find(({ current }) => !current)?.id ?? '';
    expect(await own.endOwnSession(here, other)).toBe(true);
    expect([await isGood(there), await own.endOwnSession(here, other)]).toEqual([false, false]);
  });

  it('ends nobody else’s session', async () => {
    const [anna, bert] = [await learner(), await learner()];
    const [annas, berts] = [await signIn(anna.personId), await signIn(bert.personId)];
    const [session] = (await own.findOwnAccount(berts))?.sessions ?? [];
    expect(await own.endOwnSession(annas, session?.id ?? '')).toBe(false);
    expect(await own.endOtherSessions(annas)).toBe(0);
    expect(await isGood(berts)).toBe(true);
  });

  it('ends all others at once and keeps its own', async () => {
    const { personId } = await learner();
    const [here, first, second] = [await signIn(personId), await signIn(personId), await signIn(personId)];
    expect(await own.endOtherSessions(here)).toBe(2);
    expect([await isGood(here), await isGood(first), await isGood(second)]).toEqual([true, false, false]);
    expect(await own.endOtherSessions(first)).toBeNull();
  });

  it('changes the name wherever the person has joined, and writes it down', async () => {
    const person = await learner();
    const elsewhere = await createOrganisation();
    await database().admin.query(
      `INSERT INTO membership (organisation_id, id, person_id, role, display_name, email, joined_at)
       SELECT $1, gen_random_uuid(), person_id, 'learner', 'As they say', email, NULL FROM membership WHERE id = $2`,
      [elsewhere.organisationId, person.membershipId],
    );
    const name = numbered('Renamed');
    expect(await own.renameSelf(await signIn(person.personId), name)).toBe(true);
    const { rows } = await database().admin.query<{ display_name: string }>(
      'SELECT display_name FROM membership WHERE person_id = $1 ORDER BY joined_at NULLS LAST',
      [person.personId],
    );
    expect(rows.map((row) => row.display_name)).toEqual([name, 'As they say']);
    expect(await trailOf(person)).toEqual(['person.renamed_self', 'session.opened']);
    expect(await own.renameSelf(hashToken(newToken()), 'Nobody')).toBe(false);
  });

  it('keeps a zone of its own, and goes back to the organisation’s', async () => {
    const tokenHash = await signIn((await learner()).personId);
    expect(await own.chooseTimeZone(tokenHash, 'Asia/Tokyo')).toBe(true);
    expect((await own.findOwnAccount(tokenHash))?.timeZone).toBe('Asia/Tokyo');
    expect(await own.chooseTimeZone(tokenHash, null)).toBe(true);
    expect((await own.findOwnAccount(tokenHash))?.timeZone).toBeNull();
  });
});

describe('changing the password', () => {
  async function withPassword() {
    const person = await learner();
    await givePassword(organisation, person.personId, await hashPassword(PASSWORD));
    const [here, there] = [await signIn(person.personId), await signIn(person.personId)];
    const owner = await own.findOwnCredentials(here);
    if (!owner) throw new Error('No password was set');
    return { person, here, there, owner };
  }

  it('asks for the old one and ends every other session', async () => {
    const { person, here, there, owner } = await withPassword();
    const wrong = { oldPassword: 'not this one at all', password: 'another long password' };
    expect(await own.changePassword(here, owner, wrong)).toBe('wrong');
    expect(await isGood(there)).toBe(true);
    expect(await own.changePassword(here, owner, { ...wrong, oldPassword: PASSWORD })).toBe(1);
    expect([await isGood(here), await isGood(there)]).toEqual([true, false]);
    expect(await trailOf(person)).toEqual([
      'membership.joined',
      'person.password_changed',
      'session.closed: password_changed',
      'session.opened',
      'session.opened',
    ]);
  });

  it('is done once by two that prove the same old one', async () => {
    const { here, owner } = await withPassword();
    const change = (password: string) => own.changePassword(here, owner, { oldPassword: PASSWORD, password });
    const done = await Promise.all([change('a first new password'), change('a second new password')]);
    expect(done.filter((each) => each === 'lost')).toHaveLength(1);
  });

  it('lets an old one be guessed five times and says how long to wait', async () => {
    const { personId } = await learner();
    for (let i = 0; i < 5; i += 1) expect(await mayProvePassword(personId)).toBeNull();
    expect(await mayProvePassword(personId)).toBe(15);
    expect(await mayProvePassword((await learner()).personId)).toBeNull();
  });
});
