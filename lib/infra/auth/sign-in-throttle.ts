import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { dbPools } from '../db/pools';

const ATTEMPTS = 5;
const WINDOW_SECONDS = 15 * 60;

let limiter: RateLimiterPostgres | undefined;

function throttle(): RateLimiterPostgres {
  limiter ??= new RateLimiterPostgres({
    storeClient: dbPools().plain,
    schemaName: 'identity',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: 'sign-in',
    points: ATTEMPTS,
    duration: WINDOW_SECONDS,
  });
  return limiter;
}

/** Counted per address and source, so that nobody can lock somebody else out from elsewhere. Stored as a hash. */
const keyOf = (email: string, source: string): string =>
  createHash('sha256').update(`${email.toLowerCase()}\n${source}`).digest('base64url');

/** Whether a further try may be made. Every try counts until one succeeds. */
export async function maySignIn(email: string, source: string): Promise<boolean> {
  try {
    await throttle().consume(keyOf(email, source));
    return true;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return false;
  }
}

export async function forgetFailures(email: string, source: string): Promise<void> {
  await throttle().delete(keyOf(email, source));
}
