import 'server-only';
import type { Actor, MemberActor, SystemActor } from '@/lib/domain/access/actor';
import { isId } from './id';

declare const minted: unique symbol;

/**
 * Who acts, in which organisation. Every read and write takes one first. Only this file makes them: `session.ts` from a
 * proven session, jobs and seeding through `dangerousSystemScope`.
 */
export interface TenantScope<A extends Actor = Actor> {
  readonly organisationId: string;
  readonly actor: A;
  readonly [minted]: true;
}
export type MemberScope = TenantScope<MemberActor>;

function mint<A extends Actor>(organisationId: string, actor: A): TenantScope<A> {
  if (!isId(organisationId)) throw new Error('A scope needs the id of an organisation');
  return { organisationId, actor } as TenantScope<A>;
}

/** For `session.ts`: the scope of a membership that the database has just confirmed. */
export const memberScope = (organisationId: string, actor: MemberActor): MemberScope =>
  mint(organisationId, actor);

/**
 * The same person as a taker of exams. Whatever else they are, in an own attempt they act as a learner: they reach their own
 * attempts only, and no key before its release.
 */
export const asExamTaker = (scope: MemberScope): MemberScope =>
  mint(scope.organisationId, { ...scope.actor, role: 'learner' });

/** Acts as the installation itself, past every rule about roles (not past the tenant). Say why. */
export const dangerousSystemScope = (organisationId: string, reason: string): TenantScope<SystemActor> =>
  mint(organisationId, { kind: 'system', reason });

/** The membership to write into columns such as `assigned_by_id`; null for the system. */
export const actingMembershipId = (scope: TenantScope): string | null =>
  scope.actor.kind === 'member' ? scope.actor.membershipId : null;
