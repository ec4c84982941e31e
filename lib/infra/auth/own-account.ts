import 'server-only';
import { callFunction } from '../db/plain';
import { log } from '../log';
import { hashPassword, verifyPassword } from './password';

// What people change about themselves. The session's token is the proof, inside the database.

export interface OwnSession {
  readonly id: string;
  readonly userAgent: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly lastSeenAt: string;
  /** The one that asks. */
  readonly current: boolean;
}

export interface OwnAccount {
  readonly name: string;
  readonly email: string;
  /** Their own; null when they go by the organisation's. */
  readonly timeZone: string | null;
  readonly sessions: readonly OwnSession[];
}

export async function findOwnAccount(tokenHash: Buffer): Promise<OwnAccount | null> {
  const [row] = await callFunction<{
    name: string;
    email: string;
    time_zone: string | null;
    sessions: OwnSession[];
  }>('identity.own_account', [tokenHash]);
  if (!row) return null;
  const { name, email, time_zone: timeZone, sessions } = row;
  return { name, email, timeZone, sessions };
}

/** Calls one of the functions that answer whether the session was good and the change was made. */
async function changed(
  name: 'rename_self' | 'choose_time_zone' | 'end_session',
  tokenHash: Buffer,
  value: string | null,
): Promise<boolean> {
  const [row] = await callFunction<Record<string, boolean>>(`identity.${name}`, [tokenHash, value]);
  return row?.[name] ?? false;
}

export const renameSelf = (tokenHash: Buffer, name: string) => changed('rename_self', tokenHash, name);
export const chooseTimeZone = (tokenHash: Buffer, timeZone: string | null) =>
  changed('choose_time_zone', tokenHash, timeZone);
/** False for a session that is over or somebody else's. */
export const endOwnSession = (tokenHash: Buffer, sessionId: string) =>
  changed('end_session', tokenHash, sessionId);

/** How many were ended; null when the caller's own session isn't good. */
export async function endOtherSessions(tokenHash: Buffer): Promise<number | null> {
  const [row] = await callFunction<{ end_other_sessions: number | null }>('identity.end_other_sessions', [
    tokenHash,
  ]);
  return row?.end_other_sessions ?? null;
}

/** Whose session it is and what their password is compared with; null when they are signed out. */
export async function findOwnCredentials(
  tokenHash: Buffer,
): Promise<{ readonly personId: string; readonly passwordHash: string } | null> {
  const [row] = await callFunction<{ person_id: string; password_hash: string }>('identity.own_credentials', [
    tokenHash,
  ]);
  return row ? { personId: row.person_id, passwordHash: row.password_hash } : null;
}

/**
 * Replaces a password by who knows it and ends every other session. `wrong`: the old one isn't right. `lost`: signed out, or
 * changed meanwhile. A number: how many sessions ended.
 */
export async function changePassword(
  tokenHash: Buffer,
  owner: { readonly personId: string; readonly passwordHash: string },
  { oldPassword, password }: { readonly oldPassword: string; readonly password: string },
): Promise<number | 'wrong' | 'lost'> {
  if (!(await verifyPassword(owner.passwordHash, oldPassword))) {
    log().warn({ event: 'password.refused', personId: owner.personId }, 'the old password was wrong');
    return 'wrong';
  }
  const [row] = await callFunction<{ change_password: number | null }>('identity.change_password', [
    tokenHash,
    owner.passwordHash,
    await hashPassword(password),
  ]);
  if (row?.change_password == null) return 'lost';
  log().info({ event: 'password.changed', personId: owner.personId }, 'password changed');
  return row.change_password;
}
