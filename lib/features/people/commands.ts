import 'server-only';
import type { Role } from '@/lib/domain/access/actor';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { refusal } from '@/lib/domain/kernel/refusal';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '@/lib/infra/audit';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { isId, newId } from '@/lib/infra/id';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import type {
  AddedPerson,
  AddPerson,
  ChangeRole,
  OneTimeLink,
  RemovalPlan,
  SetAccommodation,
  SetExternalId,
} from './contract';
import { removalPlan } from './data';

const mayGrant = (scope: TenantScope, role: Role): boolean => can(scope.actor, 'role:grant', { role });
const ownersOnly = (fields?: Record<string, string>): Failure =>
  failure('forbidden', 'Only an owner makes, changes or removes owners.', fields);
const LAST_OWNER = failure(
  'conflict',
  'This is the last owner. Make somebody else an owner first, so that the organisation is never without one.',
);

interface Target {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly personId: string;
  /** False while the person is invited only. */
  readonly joined: boolean;
}

/** The membership of somebody who isn't removed, locked until the end of the transaction; null for ids that this organisation doesn't have. */
async function lockMember(tx: Tx, scope: TenantScope, id: string): Promise<Target | null> {
  if (!isId(id)) return null;
  const [row] = await tx.$queryRaw<Target[]>`
    SELECT id, role::text, display_name AS name, email::text, person_id AS "personId",
           joined_at IS NOT NULL AS joined
    FROM membership
    WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${id}::uuid AND removed_at IS NULL FOR UPDATE`;
  return row ?? null;
}

/**
 * Locks all owners in one order, so that two of them who step down at once wait for each other; true if `id` is alone. Somebody
 * who was invited as an owner and has not joined can't act as one, so they don't count.
 */
async function isLastOwner(tx: Tx, scope: TenantScope, id: string): Promise<boolean> {
  const owners = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM membership WHERE organisation_id = ${scope.organisationId}::uuid AND role = 'owner'
      AND joined_at IS NOT NULL AND removed_at IS NULL ORDER BY id FOR UPDATE`;
  return owners.length === 1 && owners[0]?.id === id;
}

/** A new link into this organisation: 72 hours, single use, and the only one. Only its hash stays here. */
async function invite(
  tx: Tx,
  scope: TenantScope,
  member: { readonly id: string; readonly personId: string },
): Promise<OneTimeLink> {
  const token = newToken();
  const [row] = await tx.$queryRaw<{ expires_at: Date }[]>`
    SELECT identity.invite_person(${member.personId}::uuid, ${scope.organisationId}::uuid, ${hashToken(token)}) AS expires_at`;
  if (!row) throw new Error('No invitation was written');
  const expiresAt = row.expires_at.toISOString();
  await recordAudit(tx, scope, {
    action: 'person.invited',
    subjectKind: 'membership',
    subjectId: member.id,
    details: { expiresAt },
  });
  return { token, expiresAt };
}

/**
 * Invites someone by address, or takes back somebody who was removed. They belong here once they follow the link, whose secret
 * is returned once and which looks the same whether or not they have an account elsewhere; only those who had joined before
 * come back without one. `conflict` for people who are here already, `forbidden` for owners unless an owner adds them.
 */
export async function addPerson(
  scope: TenantScope,
  { email, name, role }: AddPerson,
): Promise<Result<AddedPerson, Failure>> {
  if (!mayGrant(scope, role)) return err(ownersOnly({ role: 'Only an owner adds another owner.' }));
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const [person] = await tx.$queryRaw<{ person_id: string }[]>`
      SELECT person_id FROM identity.ensure_person(${email}, ${name})`;
    if (!person) throw new Error('No person was made');
    // One statement decides between new, returning and already here, so that two administrators can't add somebody twice.
    const [member] = await tx.$queryRaw<{ id: string; returning: boolean; joined: boolean }[]>`
      INSERT INTO membership AS m (organisation_id, id, person_id, role, display_name, email, joined_at)
      VALUES (${organisationId}::uuid, ${newId()}::uuid, ${person.person_id}::uuid, ${role}::role, ${name}, ${email}, NULL)
      ON CONFLICT (organisation_id, person_id)
        DO UPDATE SET removed_at = NULL, role = EXCLUDED.role, display_name = EXCLUDED.display_name
        WHERE m.removed_at IS NOT NULL
      RETURNING m.id, m.xmax <> 0 AS returning, m.joined_at IS NOT NULL AS joined`;
    if (!member)
      return err(
        failure('conflict', 'Nobody was added.', { email: 'Somebody with this address is here already.' }),
      );
    await recordAudit(tx, scope, {
      action: member.returning ? 'membership.restored' : 'membership.created',
      subjectKind: 'membership',
      subjectId: member.id,
      details: { role },
    });
    const invitation = member.joined
      ? null
      : await invite(tx, scope, { id: member.id, personId: person.person_id });
    return ok({ membershipId: member.id, name, invitation });
  });
}

/** Another link for someone who has not joined yet. The one before it ends. */
export async function invitePerson(
  scope: TenantScope,
  { membershipId }: { membershipId: string },
): Promise<Result<OneTimeLink, Failure>> {
  return inTransaction(scope, async (tx) => {
    const member = await lockMember(tx, scope, membershipId);
    if (!member) return err(notFound('person'));
    if (!mayGrant(scope, member.role)) return err(ownersOnly());
    if (member.joined) return err(failure('conflict', `${member.name} has joined already and can sign in.`));
    return ok(await invite(tx, scope, member));
  });
}

/** Ends the open link of someone who has not joined, so that it lets nobody in. */
export async function revokeInvitation(
  scope: TenantScope,
  { membershipId }: { membershipId: string },
): Promise<Result<{ readonly name: string }, Failure>> {
  return inTransaction(scope, async (tx) => {
    const member = await lockMember(tx, scope, membershipId);
    if (!member) return err(notFound('person'));
    if (!mayGrant(scope, member.role)) return err(ownersOnly());
    const [ended] = await tx.$queryRaw<{ was_open: boolean }[]>`
      SELECT identity.end_invitations(${member.personId}::uuid, ${scope.organisationId}::uuid) AS was_open`;
    if (!ended?.was_open) return err(refuse('conflict', 'invitation_not_open', { name: member.name }));
    await recordAudit(tx, scope, {
      action: 'invitation.revoked',
      subjectKind: 'membership',
      subjectId: member.id,
    });
    return ok({ name: member.name });
  });
}

/** Why there is no reset link, by the words of the database. */
const NO_RESET = {
  not_joined: 'reset_not_joined',
  disabled: 'reset_disabled',
  elsewhere: 'reset_belongs_elsewhere',
} as const;

/**
 * A link with which a member chooses another password: 24 hours, single use, and it ends their sessions when it is used. Only for
 * people who belong to this organisation and to no other; owners are helped by owners.
 */
export async function makeResetLink(
  scope: TenantScope,
  { membershipId }: { membershipId: string },
): Promise<Result<OneTimeLink, Failure>> {
  return inTransaction(scope, async (tx) => {
    const member = await lockMember(tx, scope, membershipId);
    if (!member) return err(notFound('person'));
    if (!mayGrant(scope, member.role)) return err(refuse('forbidden', 'reset_owners_only', {}));
    const token = newToken();
    const [made] = await tx.$queryRaw<{ expires_at: Date | null; refusal: keyof typeof NO_RESET | null }[]>`
      SELECT expires_at, refusal
      FROM identity.make_reset_link(${member.personId}::uuid, ${scope.organisationId}::uuid, ${hashToken(token)})`;
    if (!made?.expires_at) {
      const reason = NO_RESET[made?.refusal ?? 'not_joined'];
      return err(refuse('conflict', reason, { name: member.name }));
    }
    const expiresAt = made.expires_at.toISOString();
    await recordAudit(tx, scope, {
      action: 'password.link_made',
      subjectKind: 'membership',
      subjectId: member.id,
      details: { expiresAt },
    });
    return ok({ token, expiresAt });
  });
}

/** Gives a member another role. Nobody but an owner touches owners, and one owner always remains. */
export async function changeRole(
  scope: TenantScope,
  { membershipId, role }: ChangeRole,
): Promise<Result<{ readonly name: string }, Failure>> {
  return inTransaction(scope, async (tx) => {
    const alone = await isLastOwner(tx, scope, membershipId);
    const member = await lockMember(tx, scope, membershipId);
    if (!member) return err(notFound('person'));
    if (!mayGrant(scope, member.role) || !mayGrant(scope, role)) return err(ownersOnly());
    if (member.role === role) return ok({ name: member.name });
    if (alone) return err(LAST_OWNER);
    await tx.membership.updateMany({
      where: { organisationId: scope.organisationId, id: member.id },
      data: { role },
    });
    // Whom someone looks after as an instructor ends with being one; a later return starts without old cohorts.
    await leaveStaff(tx, scope, member.id);
    await recordAudit(tx, scope, {
      action: 'membership.role_changed',
      subjectKind: 'membership',
      subjectId: member.id,
      details: { from: member.role, to: role },
    });
    return ok({ name: member.name });
  });
}

/**
 * Takes someone out of the organisation. The row stays, because attempts and evidence refer to it; every session of theirs
 * stops reaching this organisation with the next request.
 */
export async function removePerson(
  scope: TenantScope,
  { membershipId }: { membershipId: string },
): Promise<Result<{ readonly name: string }, Failure>> {
  if (membershipId === actingMembershipId(scope))
    return err(failure('conflict', 'You can’t remove yourself. Ask another administrator.'));
  return inTransaction(scope, async (tx) => {
    const alone = await isLastOwner(tx, scope, membershipId);
    const member = await lockMember(tx, scope, membershipId);
    if (!member) return err(notFound('person'));
    if (!mayGrant(scope, member.role)) return err(ownersOnly());
    if (alone) return err(LAST_OWNER);
    const [plan] = await tx.$queryRaw<RemovalPlan[]>(removalPlan(scope, member.id));
    if (!plan) return err(notFound('person'));
    await tx.$executeRaw`
      UPDATE membership SET removed_at = now()
      WHERE organisation_id = ${scope.organisationId}::uuid AND id = ${member.id}::uuid`;
    await leaveStaff(tx, scope, member.id);
    await recordAudit(tx, scope, {
      action: 'membership.removed',
      subjectKind: 'membership',
      subjectId: member.id,
      details: { role: member.role, ...plan },
    });
    return ok({ name: member.name });
  });
}

const leaveStaff = (tx: Tx, scope: TenantScope, membershipId: string) =>
  tx.cohortStaff.deleteMany({ where: { organisationId: scope.organisationId, membershipId } });

/** Takes a removed member back with the role they had; who had not joined needs a new link to join, as the old one has ended. */
export async function restorePerson(
  scope: TenantScope,
  { membershipId }: { membershipId: string },
): Promise<Result<{ readonly name: string }, Failure>> {
  const gone = { organisationId: scope.organisationId, id: membershipId, removedAt: { not: null } };
  return inTransaction(scope, async (tx) => {
    const member = isId(membershipId)
      ? await tx.membership.findFirst({ where: gone, select: { role: true, displayName: true } })
      : null;
    if (!member) return err(notFound('person'));
    if (!mayGrant(scope, member.role)) return err(ownersOnly());
    await tx.membership.updateMany({ where: gone, data: { removedAt: null } });
    await recordAudit(tx, scope, {
      action: 'membership.restored',
      subjectKind: 'membership',
      subjectId: membershipId,
      details: { role: member.role },
    });
    return ok({ name: member.displayName });
  });
}

/** Sets how much more time a learner gets in every attempt that starts from now on. No extra time removes the entry. */
export async function setAccommodation(
  scope: TenantScope,
  { membershipId, timeFactor, extraMinutes, note }: SetAccommodation,
): Promise<Result<{ readonly name: string }, Failure>> {
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const member = await lockMember(tx, scope, membershipId);
    if (!member) return err(notFound('person'));
    const none = Number(timeFactor) === 1 && extraMinutes === 0 && note === '';
    if (none) await tx.accommodation.deleteMany({ where: { organisationId, membershipId } });
    else
      await tx.$executeRaw`
        INSERT INTO accommodation (organisation_id, membership_id, time_factor, extra_minutes, note)
        VALUES (${organisationId}::uuid, ${membershipId}::uuid, ${timeFactor}::numeric, ${extraMinutes}, ${note})
        ON CONFLICT (organisation_id, membership_id) DO UPDATE
          SET time_factor = EXCLUDED.time_factor, extra_minutes = EXCLUDED.extra_minutes, note = EXCLUDED.note, updated_at = now()`;
    await recordAudit(tx, scope, {
      action: 'accommodation.set',
      subjectKind: 'membership',
      subjectId: membershipId,
      // The note may say why, and that is nobody's business but the administrators'.
      details: { timeFactor, extraMinutes },
    });
    return ok({ name: member.name });
  });
}

/** Sets the number by which other systems know somebody; two people of one organisation can't have the same. */
export async function setExternalId(
  scope: TenantScope,
  { membershipId, externalId }: SetExternalId,
): Promise<Result<{ readonly name: string }, Failure>> {
  try {
    return await inTransaction(scope, async (tx) => {
      const member = await lockMember(tx, scope, membershipId);
      if (!member) return err(notFound('person'));
      const where = { organisationId: scope.organisationId, id: member.id };
      await tx.membership.updateMany({ where, data: { externalId } });
      await recordAudit(tx, scope, {
        action: 'membership.external_id_set',
        subjectKind: 'membership',
        subjectId: membershipId,
        details: { externalId },
      });
      return ok({ name: member.name });
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    const fieldRefusals = { externalId: refusal('external_id_taken', {}) };
    return err(refuse('conflict', 'external_id_taken', {}, { fieldRefusals }));
  }
}
