import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { demoPeople } from '@/lib/domain/access/demo-people';
import { findInvitation } from '@/lib/infra/auth/account';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { readSession } from '@/lib/infra/auth/session';
import { env } from '@/lib/infra/env';
import { homePathOf } from '@/lib/ui/navigation';
import { paths } from '@/lib/ui/paths';
import { type DemoLogin, type InvitationView, invitationToken, type VisitorView } from './contract';
import { toVisitorView } from './mappers';

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

/** For the sign-in page: whoever is signed in has no business there. */
export async function redirectSignedIn(): Promise<void> {
  if (await readSession()) redirect(paths.home);
}

/** For the page of people without an organisation: their address, or on to where they belong. */
export async function loadLonelyPerson(): Promise<{ readonly email: string }> {
  const session = await readSession();
  if (!session) redirect(paths.signIn);
  if (session.active) redirect(paths.home);
  return { email: session.email };
}

/** The logins of the demonstration; none in an installation that is not one. */
export const loadDemoLogins = (): readonly DemoLogin[] => (env().DEMO === 'true' ? demoPeople : []);

/** Whom an invitation link is for; null for every link that is not good (any more), whatever the reason. */
export async function loadInvitation(token: string): Promise<InvitationView | null> {
  return invitationToken.safeParse(token).success ? findInvitation(token) : null;
}
