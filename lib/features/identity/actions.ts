'use server';

import { headers } from 'next/headers';
import { failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok } from '@/lib/domain/kernel/result';
import {
  acceptInvitation as acceptInvitationOf,
  findInvitation,
  joinOrganisation as joinOrganisationOf,
  switchOrganisation as switchOrganisationOf,
} from '@/lib/infra/auth/account';
import { rememberBrowser } from '@/lib/infra/auth/device-mark';
import { checkNewPassword } from '@/lib/infra/auth/new-password';
import { findResetLink, resetPassword as resetPasswordOf } from '@/lib/infra/auth/reset-link';
import { readTokenHash } from '@/lib/infra/auth/session';
import { clearSessionCookie, writeSessionCookie } from '@/lib/infra/auth/session-cookie';
import { closeSession } from '@/lib/infra/auth/sign-in-session';
import { definePublicAction } from '@/lib/infra/http/define-public-action';
import { paths, withQuery } from '@/lib/ui/paths';
import {
  acceptInvitationInput,
  joinOrganisationInput,
  resetPasswordInput,
  switchOrganisationInput,
} from './contract';

const SPENT_INVITATION = refuse('conflict', 'invitation_spent', {});
const SPENT_RESET_LINK = refuse('conflict', 'reset_spent', {});

export const switchOrganisation = definePublicAction({
  input: switchOrganisationInput,
  run: async ({ organisationId }) => {
    const tokenHash = await readTokenHash();
    if (!tokenHash) return err(failure('signed_out', 'You have been signed out. Sign in again.'));
    // Membership is proven where the session is; an organisation that isn't theirs doesn't exist for them.
    if (!(await switchOrganisationOf(tokenHash, organisationId))) return err(notFound('organisation'));
    // The page itself goes on, by a full load: a redirect would be answered for the organisation that it was made for.
    return ok({ message: '', data: { goTo: paths.home } });
  },
});

export const acceptInvitation = definePublicAction({
  input: acceptInvitationInput,
  run: async ({ token, password }) => {
    const invitation = await findInvitation(token);
    // Whom the link is for decides what can't be their password.
    const refused = invitation && checkNewPassword(password, invitation);
    if (refused) return err(refused);
    const asked = await headers();
    const browser = { userAgent: asked.get('user-agent') ?? '', earlier: await readTokenHash() };
    const opened = await acceptInvitationOf(token, password, browser);
    if (!opened) return err(SPENT_INVITATION);
    await rememberBrowser(opened.personId, asked.get('x-forwarded-for') ?? 'unknown');
    await writeSessionCookie(opened.token, opened.expiresAt);
    return ok({ redirectTo: paths.home });
  },
});

export const resetPassword = definePublicAction({
  input: resetPasswordInput,
  run: async ({ token, password }) => {
    const link = await findResetLink(token);
    if (!link) return err(SPENT_RESET_LINK);
    for (const organisationName of [null, ...link.organisationNames]) {
      const refused = checkNewPassword(password, { email: link.email, organisationName });
      if (refused) return err(refused);
    }
    if (!(await resetPasswordOf(token, password))) return err(SPENT_RESET_LINK);
    // Whoever else was signed in here is not the one who goes on.
    const tokenHash = await readTokenHash();
    if (tokenHash) await closeSession(tokenHash);
    await clearSessionCookie();
    return ok({ redirectTo: withQuery(paths.signIn, { reset: 'yes' }) });
  },
});

export const joinOrganisation = definePublicAction({
  input: joinOrganisationInput,
  run: async ({ token }) => {
    const tokenHash = await readTokenHash();
    if (!tokenHash) return err(failure('signed_out', 'You have been signed out. Open the link again.'));
    // That link and session are of the same person is proven in the database.
    return (await joinOrganisationOf(tokenHash, token))
      ? ok({ redirectTo: paths.home })
      : err(SPENT_INVITATION);
  },
});
