import { signOutParams } from '@/lib/features/identity/contract';
import { clearCookiesOfPerson } from '@/lib/infra/auth/session-cookie';
import { closeSession } from '@/lib/infra/auth/sign-in-session';
import { defineRoute } from '@/lib/infra/http/define-route';
import { paths } from '@/lib/ui/paths';

/**
 * Signs out. A route, because only an answer of its own can tell the browser to drop what it cached; posted by a plain form,
 * so that it works before any script has loaded. Storage and cookies are not cleared wholesale: unsent answers and the mark of
 * the device stay.
 */
export const POST = defineRoute({
  auth: 'token',
  params: signOutParams,
  handle: async ({ tokenHash, params }) => {
    await closeSession(tokenHash);
    await clearCookiesOfPerson();
    const headers = {
      Location: params.next ?? paths.signIn,
      'Clear-Site-Data': '"cache"',
      'Cache-Control': 'private, no-store',
    };
    return new Response(null, { status: 303, headers });
  },
});
