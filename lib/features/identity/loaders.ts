import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { findInvitation } from '@/lib/infra/auth/account';
import { linkVisitor, proveLink } from '@/lib/infra/auth/link-proof';
import { askToSignIn, requireVisitor } from '@/lib/infra/auth/require-scope';
import { findResetLink } from '@/lib/infra/auth/reset-link';
import { findSession, readSession, scopeIn } from '@/lib/infra/auth/session';
import { cookieValue, hashToken, readSessionToken, sessionCookieName } from '@/lib/infra/auth/session-token';
import { env } from '@/lib/infra/env';
import { bigDemoPeople, demoPeople } from '@/lib/ui/demo-people';
import { homePathOf } from '@/lib/ui/navigation';
import { paths } from '@/lib/ui/paths';
import {
  type DemoLogin,
  type InvitationView,
  type LinkPage,
  type ResetLinkView,
  type SessionEnd,
  signInSearch,
  type VisitorView,
} from './contract';
import { toInvitationView, toVisitorView } from './mappers';

/** The signed-in person for the frame of a page; sends everybody else where they belong. */
export const loadVisitor = cache(async (): Promise<VisitorView> => {
  const { session, scope, membership } = await requireVisitor();
  return toVisitorView(session, scope, membership);
});

/** Sends a signed-in person to their start page; those without an organisation to the page that says so. */
export async function redirectHome(): Promise<never> {
  const { actor } = await loadVisitor();
  redirect(homePathOf(actor));
}

/** Where the front door leads whoever has these cookies, without a page being made for it. */
export async function findHome(cookieHeader: string | null): Promise<string> {
  const token = await readSessionToken(cookieValue(cookieHeader, sessionCookieName()));
  if (token === null) return paths.signIn;
  const session = await findSession(hashToken(token), null);
  if (!session) return '/api/v1/session/ended';
  return session.active ? homePathOf(scopeIn(session, session.active).actor) : '/no-organisation';
}

/** For the sign-in page: whoever is signed in has no business there. Returns what the address of the page asked for. */
export async function loadSignIn(
  search: Readonly<Record<string, unknown>>,
): Promise<{ readonly next: string | null; readonly ended: SessionEnd | null }> {
  const { next, ended } = signInSearch.parse(search);
  if (await readSession()) redirect(next ?? paths.home);
  return { next, ended };
}

/** For the page of people without an organisation: their address, or on to where they belong. */
export async function loadLonelyPerson(): Promise<{ readonly email: string }> {
  const session = await readSession();
  if (!session) return askToSignIn();
  if (session.active) redirect(paths.home);
  return { email: session.email };
}

/** For the page that a page leads to when its organisation or person has changed: who is signed in now, and where. */
export async function loadElsewhere(): Promise<{
  readonly email: string;
  readonly organisationName: string;
}> {
  const session = await readSession();
  if (!session) redirect(paths.signIn);
  if (!session.active) redirect(paths.noOrganisation);
  return { email: session.email, organisationName: session.active.organisationName };
}

/** The logins of the demonstration; none in an installation that is not one. */
export function loadDemoLogins(): readonly DemoLogin[] {
  const { DEMO } = env();
  if (DEMO === 'false') return [];
  return DEMO === 'big' ? [...demoPeople, ...bigDemoPeople] : demoPeople;
}

/** Whom an invitation link is for and what they do next. */
export async function loadInvitation(token: string): Promise<LinkPage<InvitationView>> {
  const [proof, session] = await Promise.all([
    proveLink(token, findInvitation, await linkVisitor()),
    readSession(),
  ]);
  return proof.kind === 'open'
    ? { kind: 'open', link: toInvitationView(proof.link, session?.email ?? null) }
    : proof;
}

/** Whose password a reset link is for. */
export async function loadResetLink(token: string): Promise<LinkPage<ResetLinkView>> {
  const proof = await proveLink(token, findResetLink, await linkVisitor());
  if (proof.kind !== 'open') return proof;
  const { name, email } = proof.link;
  return { kind: 'open', link: { name, email } };
}
