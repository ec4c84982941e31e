import 'server-only';
import { env } from '../env';

/**
 * True when a changing request comes from a page of this installation. A missing or opaque origin ("null") is foreign:
 * browsers send the header with every changing request, and a sandboxed frame sends "null".
 */
export function isOwnOrigin(headers: Headers): boolean {
  return headers.get('origin') === new URL(env().APP_URL).origin;
}
