import 'server-only';
import { createHash, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { type JWTPayload, jwtDecrypt } from 'jose';
import { env } from '../env';

/** 256 random bits for a session or an invitation. Handed out once; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 is enough for a token of 256 random bits: there is nothing to guess. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** `__Host-` binds the cookie to exactly this host; browsers refuse the prefix without https. */
export const sessionCookieName = (): string =>
  env().APP_URL.startsWith('https:') ? '__Host-cutscore.session' : 'cutscore.session';

/** One cookie of a `Cookie` header; of several with one name the last, as Next reads them. */
export function cookieValue(header: string | null, name: string): string | undefined {
  const pairs = (header ?? '').split(/; */).map((pair) => [pair.slice(0, pair.indexOf('=')), pair] as const);
  return pairs.findLast(([key]) => key === name)?.[1].slice(name.length + 1);
}

let derived: { readonly secret: string; readonly key: KeyObject } | undefined;

/** The key that next-auth encrypts with, derived as it does (HKDF, this text, no salt), but once and not for every request. */
function sessionKey(): KeyObject {
  const secret = env().AUTH_SECRET;
  if (derived?.secret !== secret) {
    const bits = hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32);
    derived = { secret, key: createSecretKey(Buffer.from(bits)) };
  }
  return derived.key;
}

/** What a cookie says, or null when it is forged, over, or of another installation. */
export async function readClaims(cookie: string): Promise<JWTPayload | null> {
  try {
    return (await jwtDecrypt(cookie, sessionKey(), { clockTolerance: 15 })).payload;
  } catch {
    return null;
  }
}

/** The session token that a cookie carries, or null when the cookie is missing, forged or of another installation. */
export async function readSessionToken(cookie: string | undefined): Promise<string | null> {
  const claims = cookie ? await readClaims(cookie) : null;
  return typeof claims?.sid === 'string' ? claims.sid : null;
}
