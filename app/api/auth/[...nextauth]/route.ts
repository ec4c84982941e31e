import NextAuth from 'next-auth';
import { authOptions } from '@/lib/infra/auth/auth-options';
import { withSmallBody } from '@/lib/infra/http/small-body';

interface AuthContext {
  params: Promise<{ nextauth: string[] }>;
}

/** An address, a password and a token take far less. */
const MAX_BODY_BYTES = 16 * 1024;

/** What the sign-in form uses. The rest of the library's addresses would renew the cookie beyond its row, or end it without its. */
const USED = new Set(['GET csrf', 'GET providers', 'GET error', 'GET signin', 'POST callback/credentials']);

const handler = async (request: Request, context: AuthContext) => {
  const { nextauth } = await context.params;
  if (!USED.has(`${request.method} ${nextauth.join('/')}`)) return new Response(null, { status: 404 });
  return withSmallBody(request, MAX_BODY_BYTES, (small) => NextAuth(authOptions())(small, context));
};

export { handler as GET, handler as POST };
