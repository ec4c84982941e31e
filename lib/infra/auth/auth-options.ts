import 'server-only';
import type { AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { env } from '../env';
import { sourceNetwork } from '../http/request-source';
import { log } from '../log';
import { readDeviceMark, rememberBrowser } from './device-mark';
import { readTokenHash } from './session';
import { SESSION_SECONDS } from './session-cookie';
import { sessionCookieName } from './session-token';
import { proveSignIn } from './sign-in-proof';
import { openSession } from './sign-in-session';

interface Signer {
  readonly id: string;
  readonly sid: string;
}

/** Why nobody was signed in, as one word and for those who have to wait the minutes. */
class SignInRefused extends Error {}

const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

async function signIn(
  email: string,
  password: string,
  forwardedFor: string,
  userAgent: string,
): Promise<Signer | null> {
  const source = sourceNetwork(forwardedFor);
  const device = await readDeviceMark();
  const proof = await proveSignIn({ email, password, source, device });
  if (proof.kind !== 'proven') {
    // Neither the address nor where it came from: whether it is a flood is what the log is asked.
    const marked = device !== null;
    log().warn({ event: 'sign-in.refused', why: proof.kind, source: source.kind, marked }, 'sign-in refused');
    if (proof.kind === 'wrong') return null;
    throw new SignInRefused(proof.kind === 'busy' ? 'busy' : `throttled:${minutesOf(proof.waitSeconds)}`);
  }
  await rememberBrowser(proof.personId, forwardedFor);
  const opened = await openSession(proof.personId, { userAgent, earlier: await readTokenHash() });
  return opened && { id: opened.personId, sid: opened.token };
}

/** next-auth shows the message of whatever is thrown to the browser: only these words may get there. */
function refuse(error: unknown): never {
  if (error instanceof SignInRefused) throw error;
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
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    // Its own default is thirty days, whatever the cookie says.
    jwt: { maxAge: SESSION_SECONDS },
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
          const email = credentials?.email ?? '';
          const password = credentials?.password ?? '';
          if (
            !email.trim() ||
            email.includes('\0') ||
            !password ||
            email.length > 320 ||
            password.length > 1024
          )
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
  };
}
