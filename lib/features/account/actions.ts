'use server';

import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { refusal } from '@/lib/domain/kernel/refusal';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { checkNewPassword } from '@/lib/infra/auth/new-password';
import * as own from '@/lib/infra/auth/own-account';
import { mayProvePassword } from '@/lib/infra/auth/password-tries';
import { readSession } from '@/lib/infra/auth/session';
import { definePersonAction } from '@/lib/infra/http/define-person-action';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { changePasswordInput, endSessionInput, renameInput, timeZoneInput } from './contract';

// These concern the person, in whichever organisation they are; the database asks for the session once more.

const signedOut = () => err(refuse('signed_out', 'signed_out_form', {}));
const OTHER_SESSIONS = { one: 'other session', other: 'other sessions' } as const;

function saved(message: string): Result<{ readonly message: string }, Failure> {
  revalidatePath(paths.account);
  return ok({ message });
}

export const renameSelf = definePersonAction({
  input: renameInput,
  run: async (tokenHash, { name }) =>
    (await own.renameSelf(tokenHash, name)) ? saved('Your name is saved.') : signedOut(),
});

export const chooseTimeZone = definePersonAction({
  input: timeZoneInput,
  run: async (tokenHash, { timeZone }) =>
    (await own.chooseTimeZone(tokenHash, timeZone)) ? saved('Your time zone is saved.') : signedOut(),
});

export const changePassword = definePersonAction({
  input: changePasswordInput,
  run: async (tokenHash, passwords) => {
    const [owner, session] = await Promise.all([own.findOwnCredentials(tokenHash), readSession()]);
    if (!owner || !session) return signedOut();
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

export const endSession = definePersonAction({
  input: endSessionInput,
  run: async (tokenHash, { sessionId }) =>
    (await own.endOwnSession(tokenHash, sessionId))
      ? saved('The session is ended.')
      : err(refuse('conflict', 'session_over', {})),
});

export const endOtherSessions = definePersonAction({
  input: z.object({}),
  run: async (tokenHash) => {
    const ended = await own.endOtherSessions(tokenHash);
    if (ended === null) return signedOut();
    return saved(`Ended: ${formatCount(ended, OTHER_SESSIONS)}.`);
  },
});
