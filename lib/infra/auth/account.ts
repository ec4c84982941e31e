import 'server-only';
import { cookies } from 'next/headers';
import { callFunction } from '../db/plain';
import { env } from '../env';
import { hashPassword } from './password';
import { hashToken, sessionCookieName } from './session-token';

// What people do before they have an organisation to act in. Each is proven by a token, inside the database.

export interface Invitation {
  readonly email: string;
  /** As the organisation calls them. */
  readonly name: string;
  readonly organisationName: string;
  /** True for someone who has an account: they join by signing in. */
  readonly hasPassword: boolean;
}

interface InvitationRow {
  email: string;
  name: string;
  organisation_name: string;
  has_password: boolean;
}

/** Whom an invitation link is for; null when it is unknown, used, expired or for someone who has joined or was removed. */
export async function findInvitation(token: string): Promise<Invitation | null> {
  const [found] = await callFunction<InvitationRow & Record<string, unknown>>('identity.find_invitation', [
    hashToken(token),
  ]);
  if (!found) return null;
  const { email, name, organisation_name: organisationName, has_password: hasPassword } = found;
  return { email, name, organisationName, hasPassword };
}

/** The address that an invitation is sent as. */
export const invitationLink = (token: string): string => new URL(`/join/${token}`, env().APP_URL).href;

/**
 * Sets the first password of an invited person, who joins the organisation of the link and no other. False when the link is
 * not good any more or they have a password already; of two at once, one is.
 */
export async function acceptInvitation(token: string, password: string): Promise<boolean> {
  // Looked up first, so that guessing tokens doesn't cost a hash each.
  const invitation = await findInvitation(token);
  if (!invitation || invitation.hasPassword) return false;
  const [accepted] = await callFunction<{ accept_invitation: string | null }>('identity.accept_invitation', [
    hashToken(token),
    await hashPassword(password),
  ]);
  return accepted?.accept_invitation != null;
}

/** Lets the person of a session join the organisation of a link, which becomes the active one; false unless it is theirs. */
export async function joinOrganisation(tokenHash: Buffer, token: string): Promise<boolean> {
  const [row] = await callFunction<{ join_organisation: boolean }>('identity.join_organisation', [
    tokenHash,
    hashToken(token),
  ]);
  return row?.join_organisation ?? false;
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
