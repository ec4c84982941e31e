import 'server-only';
import { callFunction } from '../db/plain';
import { env } from '../env';
import { hashToken } from './session-token';
import { type Browser, joinAndOpenSession, type OpenedSession } from './sign-in-session';

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
 * Sets the first password of an invited person, who joins the organisation of the link and no other, and signs them in, all in
 * one act. Null when the link is not good any more or they have a password already; of two at once, one is.
 */
export async function acceptInvitation(
  token: string,
  password: string,
  browser: Browser,
): Promise<OpenedSession | null> {
  // Looked up first, so that guessing tokens doesn't cost a hash each.
  const invitation = await findInvitation(token);
  if (!invitation || invitation.hasPassword) return null;
  return joinAndOpenSession(hashToken(token), password, browser);
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
