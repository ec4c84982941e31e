import 'server-only';
import { cookies } from 'next/headers';
import { callFunction } from '../db/plain';
import { env } from '../env';
import { hashPassword } from './password';
import { hashToken, sessionCookieName } from './session-token';

// What people do before they have an organisation to act in. Each is proven by a token, inside the database.

export interface Invitation {
  readonly email: string;
  readonly name: string;
}

/** Whom an invitation link is for; null when it is unknown, used, expired or for someone who has a password already. */
export async function findInvitation(token: string): Promise<Invitation | null> {
  const [found] = await callFunction<{ email: string; name: string }>('identity.find_invitation', [
    hashToken(token),
  ]);
  return found ?? null;
}

/** The address that an invitation is sent as. */
export const invitationLink = (token: string): string => new URL(`/join/${token}`, env().APP_URL).href;

/** Sets the first password of an invited person. False when the link is not good any more; of two at once, one is. */
export async function acceptInvitation(token: string, password: string): Promise<boolean> {
  // Looked up first, so that guessing tokens doesn't cost a hash each.
  if (!(await findInvitation(token))) return false;
  const [accepted] = await callFunction<{ accept_invitation: string | null }>('identity.accept_invitation', [
    hashToken(token),
    await hashPassword(password),
  ]);
  return accepted?.accept_invitation != null;
}

/** Makes another organisation the active one of a session; false unless its person belongs there. */
export async function switchOrganisation(tokenHash: Buffer, organisationId: string): Promise<boolean> {
  const [row] = await callFunction<{ switch_organisation: boolean }>('identity.switch_organisation', [
    tokenHash,
    organisationId,
  ]);
  return row?.switch_organisation ?? false;
}

/** Ends one session in the database, so that a copy of its cookie is worth nothing from now on. */
export async function closeSession(tokenHash: Buffer): Promise<void> {
  await callFunction('identity.close_session', [tokenHash]);
}

/** Takes the cookie back from the browser. */
export async function clearSessionCookie(): Promise<void> {
  const name = sessionCookieName();
  // A cookie with the __Host- prefix is only replaced by one with the same attributes.
  (await cookies()).set(name, '', {
    path: '/',
    maxAge: 0,
    httpOnly: true,
    sameSite: 'lax',
    secure: name.startsWith('__Host-'),
  });
}
