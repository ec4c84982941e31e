import NextAuth from 'next-auth';
import { authOptions } from '@/lib/infra/auth/auth-options';
import { withSmallBody } from '@/lib/infra/http/small-body';

interface AuthContext {
  params: Promise<{ nextauth: string[] }>;
}

/** An address, a password and a token take far less. */
const MAX_BODY_BYTES = 16 * 1024;

const handler = (request: Request, context: AuthContext) =>
  withSmallBody(request, MAX_BODY_BYTES, (small) => NextAuth(authOptions())(small, context));

export { handler as GET, handler as POST };
