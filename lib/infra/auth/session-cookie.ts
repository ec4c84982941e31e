import 'server-only';
import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { env } from '../env';
import { readClaims, sessionCookieName } from './session-token';

/** How long a session lasts, in the row and in the cookie, unless an exam asks for more. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** A cookie with the __Host- prefix is only replaced by one with the same attributes. */
const attributes = (name: string) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') }) as const;

/** Gives the browser a session that ends, here as in the database, at `expiresAt`. */
export async function writeSessionCookie(token: string, expiresAt: Date): Promise<void> {
  const name = sessionCookieName();
  const value = await sealToken(token, expiresAt);
  (await cookies()).set(name, value, { ...attributes(name), expires: expiresAt });
}

async function sealToken(token: string, expiresAt: Date): Promise<string> {
  const maxAge = Math.max(1, Math.round((expiresAt.getTime() - Date.now()) / 1000));
  return encode({ token: { sid: token }, secret: env().AUTH_SECRET, maxAge });
}

/** Takes the cookie back from the browser. */
export async function clearSessionCookie(): Promise<void> {
  const name = sessionCookieName();
  (await cookies()).set(name, '', { ...attributes(name), maxAge: 0 });
}

/**
 * What signing out takes back besides the session: every cookie of ours but the mark of the device, which says nothing about
 * a person and keeps a neighbour's wrong tries from locking this browser out.
 */
export async function clearCookiesOfPerson(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    const bare = name.replace(/^__(?:Host|Secure)-/, '');
    const isOurs = bare.startsWith('cutscore') || bare.startsWith('next-auth.') || bare === 'theme';
    if (!isOurs || bare === 'cutscore.device') continue;
    jar.set(name, '', { path: '/', maxAge: 0, sameSite: 'lax', secure: name !== bare });
  }
}

/**
 * The cookie that lives as long as its row, which a running exam has just extended to `until`, as it stands in a header; null when
 * it does already.
 */
export async function extendSessionCookie(cookie: string, until: Date): Promise<string | null> {
  const claims = await readClaims(cookie);
  if (typeof claims?.sid !== 'string' || Number(claims.exp) * 1000 >= until.getTime()) return null;
  const name = sessionCookieName();
  const { path, secure } = attributes(name);
  const parts = [
    `${name}=${await sealToken(claims.sid, until)}`,
    `Path=${path}`,
    `Expires=${until.toUTCString()}`,
  ];
  return [...parts, 'HttpOnly', ...(secure ? ['Secure'] : []), 'SameSite=lax'].join('; ');
}
