import type { Role } from '@/lib/domain/access/actor';
import type { Failure } from '@/lib/domain/kernel/failure';
import type { Result } from '@/lib/domain/kernel/result';
import { addPerson } from '@/lib/features/people/commands';
import { recordAudit } from '@/lib/infra/audit';
import { hashPassword } from '@/lib/infra/auth/password';
import { hashToken } from '@/lib/infra/auth/session-token';
import { callFunction } from '@/lib/infra/db/plain';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import {
  dangerousSystemScope,
  type MemberScope,
  memberScope,
  type TenantScope,
} from '@/lib/infra/tenant-scope';
import { bigDemoPeople, type DemoPerson, demoPeople } from '@/lib/ui/demo-people';

/** The value of a command that has no reason to refuse; a refusal ends the seed with its words. */
export function mustSucceed<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value;
  const { message, fields = {} } = result.error;
  throw new Error(`The seed was refused: ${[message, ...Object.values(fields)].join(' ')}`);
}

/** An organisation and the people of it who can sign in, by role. */
export interface DemoOrganisation {
  readonly scope: TenantScope;
  /** Acts as the first person of a role. */
  readonly as: (role: Role) => MemberScope;
}

/** Makes an organisation that is marked as simulated, with the people of `demoPeople` who belong to it. */
export async function createDemoOrganisation(given: {
  name: string;
  slug: string;
  timeZone: string;
}): Promise<DemoOrganisation> {
  const id = newId();
  const scope = dangerousSystemScope(id, 'demonstration data');
  await inTransaction(scope, async (tx) => {
    await tx.organisation.createMany({ data: [{ id, ...given, simulated: true }] });
    await recordAudit(tx, scope, {
      action: 'organisation.created',
      subjectKind: 'organisation',
      subjectId: id,
      details: { name: given.name },
    });
  });
  const people = [...demoPeople, ...bigDemoPeople].filter(({ organisation }) => organisation === given.name);
  const scopes = new Map<Role, MemberScope>();
  for (const person of people) {
    const owner = scopes.get('owner');
    if (!scopes.has(person.role)) scopes.set(person.role, await addLogin(owner ?? scope, person));
    else await addLogin(owner ?? scope, person);
  }
  const as = (role: Role) => {
    const found = scopes.get(role);
    if (!found) throw new Error(`${given.name} has nobody in the role ${role}`);
    return found;
  };
  return { scope, as };
}

/** Adds a person and accepts the invitation for them, the way they would themselves. */
async function addLogin(
  scope: TenantScope,
  { email, name, role, password }: DemoPerson,
): Promise<MemberScope> {
  const { membershipId, invitation } = mustSucceed(await addPerson(scope, { email, name, role }));
  if (invitation) {
    const hash = await hashPassword(password);
    await callFunction('identity.accept_invitation', [hashToken(invitation.token), hash]);
  }
  return scopeOfMember(scope, membershipId);
}

/** Acts as somebody of the organisation. */
export async function scopeOfMember(scope: TenantScope, membershipId: string): Promise<MemberScope> {
  const { organisationId } = scope;
  const member = await withTenant(scope, (db) =>
    db.membership.findFirst({
      where: { organisationId, id: membershipId },
      select: { personId: true, role: true },
    }),
  );
  if (!member) throw new Error('A member of the demonstration is gone');
  return memberScope(organisationId, { kind: 'member', membershipId, ...member });
}

/**
 * Adds made-up people without a login, all at once. Not by the command, which would also write an invitation that nobody opens.
 *
 * @returns membership ids in the order of the names
 */
export async function addSimulatedPeople(
  scope: TenantScope,
  role: 'learner' | 'instructor',
  names: readonly string[],
  domain: string,
): Promise<readonly string[]> {
  const { organisationId } = scope;
  const emails = names.map((name) => `${addressOf(name)}@${domain}`);
  return inTransaction(scope, async (tx) => {
    const people = await tx.$queryRaw<{ person_id: string }[]>`
      SELECT p.person_id FROM unnest(${emails}::text[], ${[...names]}::text[]) WITH ORDINALITY AS given (email, name, place)
      CROSS JOIN LATERAL identity.ensure_person(given.email, given.name) p ORDER BY given.place`;
    const rows = people.map(({ person_id: personId }, index) => ({
      organisationId,
      id: newId(),
      personId,
      role,
      displayName: names[index] ?? '',
      email: emails[index] ?? '',
      simulated: true,
    }));
    await tx.membership.createMany({ data: rows });
    for (const { id } of rows) {
      const entry = { action: 'membership.created', subjectKind: 'membership', subjectId: id } as const;
      await recordAudit(tx, scope, { ...entry, details: { role } });
    }
    return rows.map(({ id }) => id);
  });
}

const addressOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '.');

/** Lets what the story begins with look as old as the story. The audit trail keeps the moments at which it was made. */
export async function backdate(scope: TenantScope, since: Date): Promise<void> {
  const where = { organisationId: scope.organisationId };
  const data = { createdAt: since };
  await inTransaction(scope, async (tx) => {
    await tx.membership.updateMany({ where, data });
    await tx.cohort.updateMany({ where, data });
    await tx.certification.updateMany({ where, data });
    await tx.bank.updateMany({ where, data });
    await tx.import.updateMany({ where, data });
    await tx.exam.updateMany({ where, data });
  });
}
