import { type NextRequest, NextResponse } from 'next/server';

/**
 * Gives every page a content security policy with a fresh nonce. It decides nothing about who may see what: that happens
 * where data is read.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  // biome-ignore lint/style/noProcessEnv: a constant that the bundler puts in
  const development = process.env.NODE_ENV === 'development';
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Style attributes carry computed positions of charts; style elements need the nonce.
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

export const config = {
  // Static files carry no data of anybody and may be cached. Pictures bring a stricter policy of their own, and the headers of
  // this file would replace it.
  matcher: ['/((?!_next/static|api/v1/media/|icon.svg|favicon.ico).*)'],
};
