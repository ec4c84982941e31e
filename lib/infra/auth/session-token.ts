import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { decode } from 'next-auth/jwt';
import { env } from '../env';

/** 256 random bits for a session or an invitation. Handed out once; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 is enough for a token of 256 random bits: there is nothing to guess. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** `__Host-` binds the cookie to exactly this host; browsers refuse the prefix without https. */
export const sessionCookieName = (): string =>
  env().APP_URL.startsWith('https:') ? '__Host-cutscore.session' : 'cutscore.session';

/** The session token that a cookie carries, or null when the cookie is missing, forged or of another installation. */
export async function readSessionToken(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const claims = await decode({ token: cookie, secret: env().AUTH_SECRET });
    return typeof claims?.sid === 'string' ? claims.sid : null;
  } catch {
    return null;
  }
}
