import 'server-only';
import { callFunction } from '../db/plain';
import { env } from '../env';
import { hashPassword } from './password';
import { hashToken } from './session-token';

// Forgotten passwords. A link is made by an administrator (features/people) or by the operator's command; whoever has it chooses.

/** Whose password a reset link is for. */
export interface ResetLink {
  readonly email: string;
  readonly name: string;
  readonly organisationNames: readonly string[];
}

/** Whom a reset link is for; null when it is unknown, used, expired, replaced, or its person changed role or is disabled. */
export async function findResetLink(token: string): Promise<ResetLink | null> {
  const [found] = await callFunction<{ email: string; name: string; organisation_names: string[] }>(
    'identity.find_reset_link',
    [hashToken(token)],
  );
  return found ? { email: found.email, name: found.name, organisationNames: found.organisation_names } : null;
}

/** The address that a reset link is sent as. */
export const resetLinkAddress = (token: string): string => new URL(`/reset/${token}`, env().APP_URL).href;

/**
 * Sets another password and ends every session of its person, who is returned. Null when the link is not good any more; of several uses at
 * the same moment, one is.
 */
export async function resetPassword(token: string, password: string): Promise<string | null> {
  // Looked up first, so that guessing tokens doesn't cost a hash each.
  if (!(await findResetLink(token))) return null;
  const [reset] = await callFunction<{ reset_password: string | null }>('identity.reset_password', [
    hashToken(token),
    await hashPassword(password),
  ]);
  return reset?.reset_password ?? null;
}
