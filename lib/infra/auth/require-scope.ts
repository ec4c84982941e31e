import 'server-only';
import { forbidden, redirect } from 'next/navigation';
import { can, type Permission, type Subject } from '@/lib/domain/access/policy';
import type { MemberScope } from '../tenant-scope';
import { readSession, type Session, type SessionMembership, scopeOf } from './session';

/** A signed-in person with an active organisation. */
export interface Visitor {
  readonly scope: MemberScope;
  readonly session: Session;
  readonly membership: SessionMembership;
}

/**
 * For pages: the visitor, or the sign-in page, or the page for people without an organisation. With a permission, the
 * "not allowed" page (403) for those who lack it.
 */
export async function requireVisitor(permission?: Permission, subject?: Subject): Promise<Visitor> {
  const session = await readSession();
  if (!session) redirect('/sign-in');
  const scope = scopeOf(session);
  if (!scope || !session.active) redirect('/no-organisation');
  if (permission && !can(scope.actor, permission, subject)) forbidden();
  return { scope, session, membership: session.active };
}

/** As `requireVisitor`, when only the scope is needed. */
export async function requireScope(permission?: Permission, subject?: Subject): Promise<MemberScope> {
  return (await requireVisitor(permission, subject)).scope;
}
