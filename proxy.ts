import { type NextRequest, NextResponse } from 'next/server';
import { PAGE_MARK_FIELD, PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';
import { isOwnHost, misdirected } from '@/lib/infra/http/own-host';
import { securityHeaders } from '@/lib/infra/http/security-headers';

/**
 * Refuses hosts that aren't ours, and gives every page a content security policy with a fresh nonce. It decides nothing about
 * who may see what: that happens where data is read.
 */
export function proxy(request: NextRequest): NextResponse | Response {
  if (!isOwnHost(request.headers)) return misdirected();
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
    // The one that opens a running exam without a network (public/exam-worker.js).
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  // A document has no headers of a script: when a tab asks for one in its own organisation, the address says which.
  const mark = request.nextUrl.searchParams.get(PAGE_MARK_FIELD);
  if (mark) headers.set(PAGE_MARK_HEADER, mark);
  headers.set('x-nonce', nonce);
  // Where a page that asks for a sign-in leads back to; whatever the caller sent under this name is replaced.
  headers.set('x-cutscore-address', addressOf(request));
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders())) response.headers.set(name, value);
  return response;
}

/** The path and query of the page, without what the router adds for itself. */
function addressOf({ nextUrl }: NextRequest): string {
  const query = new URLSearchParams(nextUrl.search);
  query.delete('_rsc');
  return query.size > 0 ? `${nextUrl.pathname}?${query}` : nextUrl.pathname;
}

export const config = {
  // Static files carry no data of anybody and may be cached. The API has its own door (define-route.ts), which asks the same and
  // more: what passes here is given headers that replace those of a route, and is read into memory before anybody is asked who
  // they are. Whoever watches over a server asks for its health by its address, and hears nothing but whether it is well.
  matcher: ['/((?!_next/static|api/v1/|api/health/|icon.svg|favicon.ico).*)'],
};
