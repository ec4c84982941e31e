'use server';

import { headers } from 'next/headers';
import { type Failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import {
  acceptInvitation as acceptInvitationOf,
  findInvitation,
  joinOrganisation as joinOrganisationOf,
  switchOrganisation as switchOrganisationOf,
} from '@/lib/infra/auth/account';
import { rememberBrowser } from '@/lib/infra/auth/device-mark';
import { type LinkProof, linkVisitor, proveLink } from '@/lib/infra/auth/link-proof';
import { checkNewPassword } from '@/lib/infra/auth/new-password';
import { findResetLink, resetPassword as resetPasswordOf } from '@/lib/infra/auth/reset-link';
import { readSession, readTokenHash } from '@/lib/infra/auth/session';
import { writeSessionCookie } from '@/lib/infra/auth/session-cookie';
import { type Browser, type OpenedSession, openSession } from '@/lib/infra/auth/sign-in-session';
import { definePublicAction } from '@/lib/infra/http/define-public-action';
import { paths } from '@/lib/ui/paths';
import { newPasswordInput, noFields, switchOrganisationInput } from './contract';

const SPENT_INVITATION = refuse('conflict', 'invitation_spent', {});
const SPENT_RESET_LINK = refuse('conflict', 'reset_spent', {});

type OpenLink<T> = Extract<LinkProof<T>, { kind: 'open' }>;

/** What opens a link: a token that is good, from a source that hasn't guessed too often. */
const linkOf =
  <T extends { readonly email: string }>(find: (token: string) => Promise<T | null>, spent: Failure) =>
  async (token: string): Promise<Result<OpenLink<T>, Failure>> => {
    const proof = await proveLink(token, find, await linkVisitor());
    if (proof.kind === 'open') return ok(proof);
    if (proof.kind === 'spent') return err(spent);
    return err(refuse('too_many_requests', 'link_tries', { minutes: proof.minutes }));
  };
const proveInvitation = linkOf(findInvitation, SPENT_INVITATION);
const proveResetLink = linkOf(findResetLink, SPENT_RESET_LINK);

async function proveSession(): Promise<Result<Buffer, Failure>> {
  const [session, tokenHash] = await Promise.all([readSession(), readTokenHash()]);
  return session && tokenHash ? ok(tokenHash) : err(refuse('signed_out', 'signed_out_form', {}));
}

const askingBrowser = async (): Promise<Browser> => ({
  userAgent: (await headers()).get('user-agent') ?? '',
  earlier: await readTokenHash(),
});

/** Somebody has just proven who they are: this browser is theirs, and signed in. */
async function goOnAs(opened: OpenedSession): Promise<Result<{ redirectTo: string }, Failure>> {
  await rememberBrowser(opened.personId, (await headers()).get('x-forwarded-for') ?? 'unknown');
  await writeSessionCookie(opened.token, opened.expiresAt);
  return ok({ redirectTo: paths.home });
}

export const switchOrganisation = definePublicAction({
  prove: proveSession,
  input: switchOrganisationInput,
  run: async (tokenHash, { organisationId }) => {
    // Membership is proven where the session is; an organisation that isn't theirs doesn't exist for them.
    if (!(await switchOrganisationOf(tokenHash, organisationId))) return err(notFound('organisation'));
    // The page itself goes on, by a full load: a redirect would be answered for the organisation that it was made for.
    return ok({ message: '', data: { goTo: paths.home } });
  },
});

export const acceptInvitation = definePublicAction({
  prove: proveInvitation,
  input: newPasswordInput,
  run: async ({ token, link }, { password }) => {
    // Whom the link is for decides what can't be their password.
    const refused = checkNewPassword(password, link);
    if (refused) return err(refused);
    const opened = await acceptInvitationOf(token, password, await askingBrowser());
    return opened ? goOnAs(opened) : err(SPENT_INVITATION);
  },
});

export const resetPassword = definePublicAction({
  prove: proveResetLink,
  input: newPasswordInput,
  run: async ({ token, link }, { password }) => {
    for (const organisationName of [null, ...link.organisationNames]) {
      const refused = checkNewPassword(password, { email: link.email, organisationName });
      if (refused) return err(refused);
    }
    const personId = await resetPasswordOf(token, password);
    // Whoever else was signed in here is not the one who goes on: opening a session ends the one before.
    const opened = personId && (await openSession(personId, await askingBrowser()));
    return opened ? goOnAs(opened) : err(SPENT_RESET_LINK);
  },
});

export const joinOrganisation = definePublicAction({
  prove: async (token) => {
    const tokenHash = await proveSession();
    if (!tokenHash.ok) return tokenHash;
    const link = await proveInvitation(token);
    return link.ok ? ok({ tokenHash: tokenHash.value, token }) : link;
  },
  input: noFields,
  run: async ({ tokenHash, token }) =>
    // That link and session are of the same person is proven in the database.
    (await joinOrganisationOf(tokenHash, token)) ? ok({ redirectTo: paths.home }) : err(SPENT_INVITATION),
});
