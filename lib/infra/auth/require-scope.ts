import 'server-only';
import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { can, type Permission, type Subject } from '@/lib/domain/access/policy';
import type { MemberScope } from '../tenant-scope';
import {
  placeIn,
  readPageMark,
  readSession,
  readTokenHash,
  type Session,
  type SessionMembership,
  scopeIn,
} from './session';

/** A signed-in person with an active organisation. */
export interface Visitor {
  readonly scope: MemberScope;
  readonly session: Session;
  /** Its zone is the one that this person is shown times in: their own if they chose one. */
  readonly membership: SessionMembership;
  /** What is typed into forms goes by this one. */
  readonly organisationTimeZone: string;
}

/**
 * To the sign-in page, which leads back to where one was. A cookie whose session is over goes there by way of the route that
 * says why and takes it back.
 */
export async function askToSignIn(): Promise<never> {
  const address = (await headers()).get('x-cutscore-address') ?? '/';
  const query = address === '/' ? '' : `?next=${encodeURIComponent(address)}`;
  redirect(`${(await readTokenHash()) ? '/api/v1/session/ended' : '/sign-in'}${query}`);
}

/**
 * For pages: the visitor, or the sign-in page, or the page for people without an organisation. With a permission, the
 * "not allowed" page (403) for those who lack it.
 */
export async function requireVisitor(permission?: Permission, subject?: Subject): Promise<Visitor> {
  const session = await readSession();
  if (!session) return askToSignIn();
  if (!session.active) redirect('/no-organisation');
  // A page that came from another person's or another organisation's would stand in the frame of that one.
  const mark = await readPageMark();
  if (mark !== null && placeIn(session, mark).kind !== 'own') redirect('/elsewhere');
  const scope = scopeIn(session, session.active);
  if (permission && !can(scope.actor, permission, subject)) forbidden();
  const { timeZone: organisationTimeZone } = session.active;
  const membership = { ...session.active, timeZone: session.timeZone ?? organisationTimeZone };
  return { scope, session, membership, organisationTimeZone };
}

/** As `requireVisitor`, when only the scope is needed. */
export async function requireScope(permission?: Permission, subject?: Subject): Promise<MemberScope> {
  return (await requireVisitor(permission, subject)).scope;
}
