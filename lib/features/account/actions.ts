'use server';

import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { refusal } from '@/lib/domain/kernel/refusal';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { checkNewPassword } from '@/lib/infra/auth/new-password';
import * as own from '@/lib/infra/auth/own-account';
import { mayProvePassword } from '@/lib/infra/auth/password-tries';
import { readSession, readTokenHash } from '@/lib/infra/auth/session';
import { definePublicAction } from '@/lib/infra/http/define-public-action';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { changePasswordInput, endSessionInput, renameInput, timeZoneInput } from './contract';

// These concern the person, in whichever organisation they are: the session is the proof, and the database asks for it.

const signedOut = () => err(refuse('signed_out', 'signed_out_form', {}));
const OTHER_SESSIONS = { one: 'other session', other: 'other sessions' } as const;

function saved(message: string): Result<{ readonly message: string }, Failure> {
  revalidatePath(paths.account);
  return ok({ message });
}

export const renameSelf = definePublicAction({
  input: renameInput,
  run: async ({ name }) => {
    const tokenHash = await readTokenHash();
    const done = tokenHash !== null && (await own.renameSelf(tokenHash, name));
    return done ? saved('Your name is saved.') : signedOut();
  },
});

export const chooseTimeZone = definePublicAction({
  input: timeZoneInput,
  run: async ({ timeZone }) => {
    const tokenHash = await readTokenHash();
    const done = tokenHash !== null && (await own.chooseTimeZone(tokenHash, timeZone));
    return done ? saved('Your time zone is saved.') : signedOut();
  },
});

export const changePassword = definePublicAction({
  input: changePasswordInput,
  run: async (passwords) => {
    const tokenHash = await readTokenHash();
    const [owner, session] = await Promise.all([
      tokenHash && own.findOwnCredentials(tokenHash),
      readSession(),
    ]);
    if (!tokenHash || !owner || !session) return signedOut();
    const { email, active } = session;
    const refused = checkNewPassword(passwords.password, {
      email,
      organisationName: active?.organisationName ?? null,
    });
    if (refused) return err(refused);
    const minutes = await mayProvePassword(owner.personId);
    if (minutes !== null) return err(refuse('too_many_requests', 'password_tries', { minutes }));
    const ended = await own.changePassword(tokenHash, owner, passwords);
    if (ended === 'lost') return signedOut();
    if (ended === 'wrong')
      return err(
        refuse(
          'invalid',
          'marked_fields',
          {},
          { fieldRefusals: { oldPassword: refusal('password_wrong', {}) } },
        ),
      );
    return saved(`Your password is changed. Ended with it: ${formatCount(ended, OTHER_SESSIONS)}.`);
  },
});

export const endSession = definePublicAction({
  input: endSessionInput,
  run: async ({ sessionId }) => {
    const tokenHash = await readTokenHash();
    if (!tokenHash) return signedOut();
    return (await own.endOwnSession(tokenHash, sessionId))
      ? saved('The session is ended.')
      : err(refuse('conflict', 'session_over', {}));
  },
});

export const endOtherSessions = definePublicAction({
  input: z.object({}),
  run: async () => {
    const tokenHash = await readTokenHash();
    const ended = tokenHash && (await own.endOtherSessions(tokenHash));
    if (ended === null) return signedOut();
    return saved(`Ended: ${formatCount(ended, OTHER_SESSIONS)}.`);
  },
});
