import { findHome } from '@/lib/features/identity/loaders';
import { csrfTokenOf } from '@/lib/infra/auth/csrf-token';
import { defineFrontRoute } from '@/lib/infra/http/define-front-route';
import { reply } from '@/lib/infra/http/reply';

/** What nearly everybody asks for on their way in, answered by the server's own door. Where it isn't open, the page and the library answer. */
export const FRONT_ROUTES = {
  'GET /': defineFrontRoute(async (headers) => {
    const home = await findHome(headers.get('cookie'));
    return { status: 307, body: { home }, headers: { Location: home } };
  }),
  'GET /api/auth/csrf': defineFrontRoute(async (headers) => {
    const { token, cookie } = csrfTokenOf(headers.get('cookie'));
    return { ...reply({ csrfToken: token }), ...(cookie === null ? {} : { cookie }) };
  }),
} as const;
