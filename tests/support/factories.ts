import type { MemberActor, Role, SystemActor } from '@/lib/domain/access/actor';
import { acceptInvitation as acceptInvitationOf } from '@/lib/infra/auth/account';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import { callFunction } from '@/lib/infra/db/plain';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import {
  dangerousSystemScope,
  type MemberScope,
  memberScope,
  type TenantScope,
} from '@/lib/infra/tenant-scope';

/*
 * Each factory writes one thing with the parents it needs, in the organisation of the scope that it gets. What a test
 * doesn't care about has a default. Names and addresses carry a running number, so that nothing collides.
 * Items are made in item-factories.ts, attempts in attempt-factories.ts.
 */

let made = 0;
/** "Cohort 7": a name that nothing else has. */
export const numbered = (word: string): string => {
  made += 1;
  return `${word} ${made}`;
};

/** An organisation, seen as the installation itself: for arranging what a test then reads as somebody. */
export type OrganisationScope = TenantScope<SystemActor>;

export async function createOrganisation(
  given: { name?: string; timeZone?: string; simulated?: boolean } = {},
): Promise<OrganisationScope> {
  const scope = dangerousSystemScope(newId(), 'factory');
  const { organisationId: id } = scope;
  const { name = numbered('Organisation'), timeZone = 'Europe/London', simulated = false } = given;
  await inTransaction(scope, (tx) =>
    tx.organisation.create({ data: { id, slug: `organisation-${id}`, name, timeZone, simulated } }),
  );
  return scope;
}

export interface Member {
  readonly membershipId: string;
  readonly personId: string;
  readonly role: Role;
  readonly displayName: string;
  readonly email: string;
  /** Acts as this member. */
  readonly scope: MemberScope;
}

/** A person with a membership. An address that is given may belong to someone who already exists elsewhere. */
export async function createMember(
  scope: TenantScope,
  given: { role: Role; displayName?: string; email?: string; simulated?: boolean },
): Promise<Member> {
  const { organisationId } = scope;
  const { role, displayName = numbered(role), simulated = false } = given;
  const membershipId = newId();
  const email = given.email ?? `${membershipId}@example.com`;
  const personId = await inTransaction(scope, async (tx) => {
    const [person] = await tx.$queryRaw<{ person_id: string }[]>`
      SELECT person_id FROM identity.ensure_person(${email}, ${displayName})`;
    if (!person) throw new Error('No person was made');
    await tx.membership.create({
      data: {
        organisationId,
        id: membershipId,
        personId: person.person_id,
        role,
        displayName,
        email,
        simulated,
      },
    });
    return person.person_id;
  });
  const actor: MemberActor = { kind: 'member', personId, membershipId, role };
  return { membershipId, personId, role, displayName, email, scope: memberScope(organisationId, actor) };
}

/** `count` members of one role, one after another. */
export async function createMembers(scope: TenantScope, role: Role, count: number): Promise<Member[]> {
  const members: Member[] = [];
  for (let i = 0; i < count; i += 1) members.push(await createMember(scope, { role }));
  return members;
}

/** Signs a person in; the hash is what the attempt functions take as proof. */
export async function openSession(personId: string): Promise<{ token: string; tokenHash: Buffer }> {
  const token = newToken();
  await callFunction('identity.open_session', [personId, hashToken(token), 'test']);
  return { token, tokenHash: hashToken(token) };
}

/** Follows an invitation with some browser, and chooses a password; whether it was good. */
export const acceptInvitation = async (token: string, password: string): Promise<boolean> =>
  (await acceptInvitationOf(token, password, { userAgent: 'test', earlier: null })) !== null;

/** Gives a person a password the way an invitation does. `passwordHash` comes from `hashPassword`. */
export async function givePassword(
  scope: TenantScope,
  personId: string,
  passwordHash: string,
): Promise<void> {
  const tokenHash = hashToken(newToken());
  await callFunction('identity.invite_person', [personId, scope.organisationId, tokenHash]);
  await callFunction('identity.accept_invitation', [tokenHash, passwordHash]);
}

export interface CertificationFixture {
  readonly certificationId: string;
  readonly blueprintVersionId: string;
  readonly domains: readonly { readonly id: string; readonly name: string; readonly weightPercent: number }[];
}

/** A certification with one blueprint version; the default is two domains of 60 and 40 %, cut 70 (assumed). */
export async function createCertification(
  scope: TenantScope,
  given: {
    name?: string;
    domains?: readonly { name: string; weightPercent: number }[];
    questionCount?: number;
    minutes?: number;
    cutPercent?: number;
    cutSource?: string;
  } = {},
): Promise<CertificationFixture> {
  const { organisationId } = scope;
  const certificationId = newId();
  const blueprintVersionId = newId();
  const weights = given.domains ?? [
    { name: 'Ingestion', weightPercent: 60 },
    { name: 'Governance', weightPercent: 40 },
  ];
  const domains = weights.map((domain) => ({ id: newId(), ...domain }));
  await inTransaction(scope, async (tx) => {
    const name = given.name ?? numbered('Certification');
    await tx.certification.createMany({
      data: [
        { organisationId, id: certificationId, code: `code-${certificationId}`, name, vendor: 'Vendor' },
      ],
    });
    await tx.blueprintVersion.createMany({
      data: [
        {
          organisationId,
          id: blueprintVersionId,
          certificationId,
          version: 1,
          label: 'Guide of January 2026',
          questionCount: given.questionCount ?? 45,
          minutes: given.minutes ?? 90,
          cutPercent: given.cutPercent ?? 70,
          cutSource: given.cutSource ?? 'assumed',
          source: 'https://example.com/guide',
          asOf: new Date('2026-01-01T00:00:00Z'),
        },
      ],
    });
    await tx.blueprintDomain.createMany({
      data: domains.map((domain, position) => ({
        organisationId,
        blueprintVersionId,
        position: position + 1,
        ...domain,
      })),
    });
  });
  return { certificationId, blueprintVersionId, domains };
}

/** A topic, counted for the given domains of a blueprint. */
export async function createTopic(
  scope: TenantScope,
  given: { name?: string; domainIds?: readonly string[]; parentId?: string } = {},
): Promise<{ topicId: string; name: string }> {
  const { organisationId } = scope;
  const topicId = newId();
  const name = given.name ?? numbered('Topic');
  await inTransaction(scope, async (tx) => {
    await tx.topic.createMany({
      data: [{ organisationId, id: topicId, name, parentId: given.parentId ?? null }],
    });
    await tx.topicDomain.createMany({
      data: (given.domainIds ?? []).map((blueprintDomainId) => ({
        organisationId,
        topicId,
        blueprintDomainId,
      })),
    });
  });
  return { topicId, name };
}

type MemberIds = readonly { readonly membershipId: string }[];

export async function createCohort(
  scope: TenantScope,
  given: { name?: string; certificationId?: string | null; staff?: MemberIds; learners?: MemberIds } = {},
): Promise<{ cohortId: string; name: string }> {
  const { organisationId } = scope;
  const cohortId = newId();
  const name = given.name ?? numbered('Cohort');
  const rows = (members: MemberIds = []) =>
    members.map(({ membershipId }) => ({ organisationId, cohortId, membershipId }));
  await inTransaction(scope, async (tx) => {
    await tx.cohort.createMany({
      data: [{ organisationId, id: cohortId, name, certificationId: given.certificationId ?? null }],
    });
    await tx.cohortStaff.createMany({ data: rows(given.staff) });
    await tx.enrolment.createMany({ data: rows(given.learners) });
  });
  return { cohortId, name };
}

export async function createBank(
  scope: TenantScope,
  given: { name?: string; certificationId?: string | null } = {},
): Promise<{ bankId: string; name: string }> {
  const bankId = newId();
  const name = given.name ?? numbered('Bank');
  const { organisationId } = scope;
  await inTransaction(scope, (tx) =>
    tx.bank.createMany({
      data: [{ organisationId, id: bankId, name, certificationId: given.certificationId ?? null }],
    }),
  );
  return { bankId, name };
}

/** A fixed exam over the given items, in their order. */
export async function createExam(
  scope: TenantScope,
  given: {
    items: readonly { itemId: string }[];
    name?: string;
    minutes?: number;
    cutPercent?: number;
    blueprintVersionId?: string;
    /** Membership; nobody when left out. */
    ownerId?: string;
  },
): Promise<{ examId: string; name: string }> {
  const { organisationId } = scope;
  const examId = newId();
  const name = given.name ?? numbered('Exam');
  await inTransaction(scope, async (tx) => {
    await tx.exam.createMany({
      data: [
        {
          organisationId,
          id: examId,
          name,
          selection: 'fixed',
          minutes: given.minutes ?? 60,
          cutPercent: given.cutPercent ?? 70,
          blueprintVersionId: given.blueprintVersionId ?? null,
          ownerId: given.ownerId ?? null,
        },
      ],
    });
    await tx.examItem.createMany({
      data: given.items.map(({ itemId }, position) => ({
        organisationId,
        examId,
        itemId,
        position: position + 1,
      })),
    });
  });
  return { examId, name };
}

/** An assignment to a cohort or to one member. Open since yesterday and for two weeks unless told otherwise. */
export async function createAssignment(
  scope: TenantScope,
  given: {
    examId: string;
    assignedById: string;
    cohortId?: string;
    membershipId?: string;
    opensAt?: Date;
    closesAt?: Date;
    minutes?: number;
    attemptsAllowed?: number;
    feedbackPolicy?: 'hidden' | 'score_only' | 'right_wrong' | 'full';
    releaseRule?: 'on_submit' | 'after_close' | 'by_hand';
  },
): Promise<{ assignmentId: string }> {
  const assignmentId = newId();
  const { cohortId = null, membershipId = null, ...rest } = given;
  const day = 24 * 60 * 60 * 1000;
  await inTransaction(scope, (tx) =>
    tx.assignment.createMany({
      data: [
        {
          minutes: 60,
          attemptsAllowed: 3,
          opensAt: new Date(Date.now() - day),
          closesAt: new Date(Date.now() + 14 * day),
          ...rest,
          cohortId,
          membershipId,
          organisationId: scope.organisationId,
          id: assignmentId,
        },
      ],
    }),
  );
  return { assignmentId };
}
