import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/domain/access/actor';
import { findOverview } from '@/lib/features/organisation/data';
import {
  addPerson,
  changeRole,
  invitePerson,
  removePerson,
  restorePerson,
  revokeInvitation,
} from '@/lib/features/people/commands';
import { findPerson } from '@/lib/features/people/data';
import { findInvitation } from '@/lib/infra/auth/account';
import { hashToken } from '@/lib/infra/auth/session-token';
import { startApplication } from '../support/application';
import { auditedActions } from '../support/audit';
import {
  acceptInvitation,
  createMember,
  createOrganisation,
  type Member,
  type OrganisationScope,
} from '../support/factories';

/* An invitation is for one organisation, one address and one role, and there is one at a time. */

const database = startApplication();
const PASSWORD = 'four words in a row';

let organisation: OrganisationScope;
let owner: Member;
let admin: Member;
beforeAll(async () => {
  organisation = await createOrganisation();
  owner = await createMember(organisation, { role: 'owner' });
  admin = await createMember(organisation, { role: 'admin' });
});

let invited = 0;
async function invite(role: Role = 'learner', by: Member = admin) {
  invited += 1;
  const email = `invited-${invited}@example.com`;
  const added = await addPerson(by.scope, { email, name: `Invited ${invited}`, role });
  if (!added.ok || !added.value.invitation) throw new Error('No invitation was made');
  return { email, membershipId: added.value.membershipId, token: added.value.invitation.token };
}

async function expectDead(token: string): Promise<void> {
  expect(await findInvitation(token)).toBeNull();
  expect(await acceptInvitation(token, PASSWORD)).toBe(false);
}

const shownUntil = async (membershipId: string) =>
  (await findPerson(admin.scope, membershipId))?.invitedUntil ?? null;

describe('an invitation ends', () => {
  it('when the role changes, also when it is changed back', async () => {
    const { membershipId, token } = await invite();
    await changeRole(admin.scope, { membershipId, role: 'instructor' });
    await expectDead(token);
    await changeRole(admin.scope, { membershipId, role: 'learner' });
    await expectDead(token);
    expect(await shownUntil(membershipId)).toBeNull();
  });

  it('when somebody changes the role past every command', async () => {
    const { membershipId, token } = await invite();
    await database().admin.query(`UPDATE membership SET role = 'hr' WHERE id = $1`, [membershipId]);
    await expectDead(token);
  });

  it('by its own role and address, even where nothing ended it', async () => {
    const { token } = await invite();
    const bind = (sql: string) =>
      database().admin.query(`UPDATE identity.invitation SET ${sql} WHERE token_hash = $1`, [
        hashToken(token),
      ]);
    await bind(`role = 'admin'`);
    await expectDead(token);
    await bind(`role = 'learner', email = 'somebody-else@example.com'`);
    await expectDead(token);
  });

  it('when the person is removed, also when they are taken back', async () => {
    const { membershipId, token } = await invite();
    await removePerson(admin.scope, { membershipId });
    await expectDead(token);
    await restorePerson(admin.scope, { membershipId });
    await expectDead(token);
    const again = await invitePerson(admin.scope, { membershipId });
    expect(again.ok && (await acceptInvitation(again.value.token, PASSWORD))).toBe(true);
  });

  it('when a newer one is made', async () => {
    const { membershipId, token } = await invite();
    const newer = await invitePerson(admin.scope, { membershipId });
    await expectDead(token);
    expect(newer.ok && (await acceptInvitation(newer.value.token, PASSWORD))).toBe(true);
  });

  it('when an administrator revokes it, once, and that is recorded', async () => {
    const { membershipId, token } = await invite();
    const before = (await findOverview(admin.scope)).counts;
    expect(await revokeInvitation(admin.scope, { membershipId })).toMatchObject({ ok: true });
    await expectDead(token);
    expect(await shownUntil(membershipId)).toBeNull();
    const { invited, invitationEnded } = (await findOverview(admin.scope)).counts;
    expect({ invited, invitationEnded }).toEqual({
      invited: before.invited,
      invitationEnded: before.invitationEnded + 1,
    });
    expect(await revokeInvitation(admin.scope, { membershipId })).toMatchObject({
      ok: false,
      error: { code: 'conflict', refusal: { reason: 'invitation_not_open' } },
    });
    expect(await auditedActions(database(), membershipId)).toEqual([
      'membership.created',
      'person.invited',
      'invitation.revoked',
    ]);
  });

  it('for owners only by the hand of an owner', async () => {
    const { membershipId, token } = await invite('owner', owner);
    expect(await revokeInvitation(admin.scope, { membershipId })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await findInvitation(token)).not.toBeNull();
    expect((await revokeInvitation(owner.scope, { membershipId })).ok).toBe(true);
  });
});

describe('an invitation', () => {
  it('is shown with its end until it is used, and joining is recorded', async () => {
    const { membershipId, token } = await invite();
    expect(Date.parse((await shownUntil(membershipId)) ?? '')).toBeGreaterThan(Date.now());
    expect(await acceptInvitation(token, PASSWORD)).toBe(true);
    expect(await shownUntil(membershipId)).toBeNull();
    expect(await auditedActions(database(), membershipId)).toEqual([
      'membership.created',
      'person.invited',
      'membership.joined',
    ]);
    const { rows } = await database().admin.query<{ actor_id: string }>(
      `SELECT actor_id FROM audit_event WHERE subject_id = $1 AND action = 'membership.joined'`,
      [membershipId],
    );
    expect(rows[0]?.actor_id).toBe(membershipId);
  });

  it('of another role is not accepted while the role is being changed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { membershipId, token } = await invite();
      const [accepted] = await Promise.all([
        acceptInvitation(token, PASSWORD),
        changeRole(admin.scope, { membershipId, role: 'hr' }),
      ]);
      const { rows } = await database().admin.query<{ joined: boolean; used: boolean; ended: boolean }>(
        `SELECT m.joined_at IS NOT NULL AS joined, i.used_at IS NOT NULL AS used, i.ended_at IS NOT NULL AS ended
         FROM membership m JOIN identity.invitation i ON i.person_id = m.person_id WHERE m.id = $1`,
        [membershipId],
      );
      expect(rows).toEqual([{ joined: accepted, used: accepted, ended: !accepted }]);
    }
  });
});
