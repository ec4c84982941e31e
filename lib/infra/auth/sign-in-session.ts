import 'server-only';
import { callFunction } from '../db/plain';
import { log } from '../log';
import { hashPassword } from './password';
import { hashToken, newToken } from './session-token';

/** What signs in: its own words about itself, and the session that it had until now. */
export interface Browser {
  readonly userAgent: string;
  readonly earlier: Buffer | null;
}

/** A session that was just opened. The token goes into the cookie and nowhere else. */
export interface OpenedSession {
  readonly personId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

interface OpenedRow {
  person_id: string;
  session_id: string;
  expires_at: Date;
}

/** Opens a session for somebody who has just proven who they are; the one that their browser had ends. */
export async function openSession(
  personId: string,
  { userAgent, earlier }: Browser,
): Promise<OpenedSession | null> {
  const token = newToken();
  const [row] = await callFunction<Omit<OpenedRow, 'person_id'>>('identity.sign_in', [
    personId,
    hashToken(token),
    userAgent,
    earlier,
  ]);
  return row ? noted({ ...row, person_id: personId }, token) : null;
}

/** Sets the first password of an invited person and signs them in, in one act: the link is used up by it. Null when it isn't good. */
export async function joinAndOpenSession(
  invitationHash: Buffer,
  password: string,
  { userAgent, earlier }: Browser,
): Promise<OpenedSession | null> {
  const token = newToken();
  const [row] = await callFunction<OpenedRow>('identity.join_and_sign_in', [
    invitationHash,
    await hashPassword(password),
    hashToken(token),
    userAgent,
    earlier,
  ]);
  return row ? noted(row, token) : null;
}

function noted({ person_id, session_id, expires_at }: OpenedRow, token: string): OpenedSession {
  log().info({ event: 'session.opened', personId: person_id, sessionId: session_id }, 'signed in');
  return { personId: person_id, token, expiresAt: expires_at };
}

/** Ends one session in the database, so that a copy of its cookie is worth nothing from now on. */
export async function closeSession(tokenHash: Buffer): Promise<void> {
  const [row] = await callFunction<{ session_id: string; person_id: string }>('identity.close_session', [
    tokenHash,
  ]);
  if (row)
    log().info(
      { event: 'session.closed', personId: row.person_id, sessionId: row.session_id, why: 'signed_out' },
      'signed out',
    );
}

/** Why a session is over, told to whoever holds its token; null for a token that never was one. */
export async function findSessionEnd(
  tokenHash: Buffer,
): Promise<'disabled' | 'ended' | 'expired' | 'idle' | null> {
  const [row] = await callFunction<{ session_end: 'disabled' | 'ended' | 'expired' | 'idle' | null }>(
    'identity.session_end',
    [tokenHash],
  );
  return row?.session_end ?? null;
}
