import 'server-only';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { cookieValue } from './session-token';

/*
 * The token that next-auth asks for with a password, made here as it makes it: 32 random bytes in the form, and in a cookie beside
 * their hash with the secret. Its own answer costs the machinery of a page.
 */

const hashOf = (token: string): string =>
  createHash('sha256').update(`${token}${env().AUTH_SECRET}`).digest('hex');

const isSecure = (): boolean => env().APP_URL.startsWith('https:');
const cookieName = (): string => `${isSecure() ? '__Host-' : ''}next-auth.csrf-token`;

function kept(header: string | null): string | null {
  let value: string;
  try {
    value = decodeURIComponent(cookieValue(header, cookieName()) ?? '');
  } catch {
    return null;
  }
  const [token = '', hash = ''] = value.split('|');
  const [given, right] = [Buffer.from(hash), Buffer.from(hashOf(token))];
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

/** The token of a browser, and the cookie to set when it has none yet. */
export function csrfTokenOf(cookieHeader: string | null): {
  readonly token: string;
  readonly cookie: string | null;
} {
  const old = kept(cookieHeader);
  if (old !== null) return { token: old, cookie: null };
  const token = randomBytes(32).toString('hex');
  const value = encodeURIComponent(`${token}|${hashOf(token)}`);
  const attributes = ['Path=/', 'HttpOnly', ...(isSecure() ? ['Secure'] : []), 'SameSite=Lax'];
  return { token, cookie: [`${cookieName()}=${value}`, ...attributes].join('; ') };
}
