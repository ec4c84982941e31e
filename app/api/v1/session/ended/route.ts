import { signOutParams } from '@/lib/features/identity/contract';
import { readSession } from '@/lib/infra/auth/session';
import { clearSessionCookie } from '@/lib/infra/auth/session-cookie';
import { findSessionEnd } from '@/lib/infra/auth/sign-in-session';
import { defineRoute } from '@/lib/infra/http/define-route';
import { paths, withQuery } from '@/lib/ui/paths';

/**
 * Where a page leads whose session is over: takes the dead cookie back and goes on to the sign-in page, which says why. A
 * session that is still good goes back to where it came from.
 */
export const GET = defineRoute({
  auth: 'token',
  params: signOutParams,
  handle: async ({ tokenHash, params: { next } }) => {
    const headers = (Location: string) => ({ Location, 'Cache-Control': 'private, no-store' });
    if (await readSession()) return new Response(null, { status: 303, headers: headers(next ?? paths.home) });
    const ended = await findSessionEnd(tokenHash);
    await clearSessionCookie();
    return new Response(null, { status: 303, headers: headers(withQuery(paths.signIn, { next, ended })) });
  },
});
