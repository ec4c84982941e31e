import 'server-only';
import { env } from '../env';
import { log } from '../log';

/**
 * True when a changing request comes from a page of this installation. A missing or opaque origin ("null") is foreign:
 * browsers send the header with every changing request, and a sandboxed frame sends "null". A foreign one is logged: either
 * somebody tries, or APP_URL is wrong, and then nothing can be saved at all.
 *
 * @param door what was asked for, for the log
 */
export function isOwnOrigin(headers: Pick<Headers, 'get'>, door: string): boolean {
  const origin = headers.get('origin');
  if (origin === new URL(env().APP_URL).origin) return true;
  log().warn({ origin: origin?.slice(0, 200) ?? null, door }, 'request from a foreign origin refused');
  return false;
}
