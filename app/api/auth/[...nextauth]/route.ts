import NextAuth from 'next-auth';
import { authOptions } from '@/lib/infra/auth/auth-options';

interface AuthContext {
  params: Promise<{ nextauth: string[] }>;
}

const handler = (request: Request, context: AuthContext) => NextAuth(authOptions())(request, context);

export { handler as GET, handler as POST };
