import 'server-only';
import { env } from '../env';

/** A year. Without includeSubDomains: other hosts of the domain are not ours to decide about. */
const HSTS = 'max-age=31536000';

/** What every answer carries, whatever it is. */
export function securityHeaders(): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
    ...(env().APP_URL.startsWith('https:') ? { 'Strict-Transport-Security': HSTS } : {}),
  };
}

/** Data is never a page: opened on its own it may load, run and frame nothing. */
const DATA_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** What every answer of data carries. */
export const dataHeaders = (): Readonly<Record<string, string>> => ({
  ...securityHeaders(),
  'Content-Security-Policy': DATA_POLICY,
});

/** An answer of a route with the headers that it doesn't set itself: what it says about caches and content counts. */
export function secured(answer: Response): Response {
  for (const [name, value] of Object.entries(dataHeaders()))
    if (!answer.headers.has(name)) answer.headers.set(name, value);
  return answer;
}
