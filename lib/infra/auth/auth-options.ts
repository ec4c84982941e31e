import 'server-only';
import type { AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { callFunction } from '../db/plain';
import { env } from '../env';
import { log } from '../log';
import { verifyPassword } from './password';
import { hashToken, newToken, sessionCookieName } from './session-token';
import { maySignIn, rememberSuccess } from './sign-in-throttle';

/** The cookie may live this long; the row in Postgres decides whether it still means anything. */
const COOKIE_SECONDS = 7 * 24 * 60 * 60;

interface Signer {
  readonly id: string;
  readonly sid: string;
}

async function signIn(
  email: string,
  password: string,
  source: string,
  userAgent: string,
): Promise<Signer | null> {
  if (!(await maySignIn(email, source))) throw new Error('throttled');
  const [found] = await callFunction<{ person_id: string; password_hash: string }>(
    'identity.find_credentials',
    [email],
  );
  if (!(await verifyPassword(found?.password_hash ?? null, password)) || !found) return null;
  await rememberSuccess(email, source);
  const token = newToken();
  await callFunction('identity.open_session', [found.person_id, hashToken(token), userAgent]);
  return { id: found.person_id, sid: token };
}

/** next-auth shows the message of whatever is thrown to the browser: only these two words may get there. */
function refuse(error: unknown): never {
  if (error instanceof Error && error.message === 'throttled') throw error;
  log().error({ err: error }, 'sign-in failed');
  throw new Error('unavailable');
}

/**
 * next-auth keeps the cookie, the CSRF token and the provider. Its token carries nothing but a random session id: who
 * that is, where and in which role is read from Postgres on every request, so that a revoked session ends at once.
 */
export function authOptions(): AuthOptions {
  const secure = env().APP_URL.startsWith('https:');
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const email = credentials?.email?.normalize('NFKC').trim() ?? '';
          const password = credentials?.password ?? '';
          if (!email || email.includes('\0') || !password || email.length > 320 || password.length > 1024)
            return null;
          const headers = (request.headers ?? {}) as Record<string, string | undefined>;
          // Not the caller's own word: replaced when the request arrived (http/request-source).
          const source = headers['x-forwarded-for'] ?? 'unknown';
          return signIn(email, password, source, headers['user-agent'] ?? '').catch(refuse);
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        const sid = user ? (user as unknown as Signer).sid : token.sid;
        return typeof sid === 'string' ? { sid } : {};
      },
      // Nothing about the person is for the browser to keep.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string')
          await callFunction('identity.close_session', [hashToken(token.sid)]);
      },
    },
  };
}
