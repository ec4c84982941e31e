import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { dbPools } from '../db/pools';

const HOUR_SECONDS = 60 * 60;

/** How often something may be tried, and over which time. */
const LIMITS = {
  /** One address from one source. Tries from elsewhere don't count, so that nobody locks somebody else out. */
  'sign-in': { points: 5, duration: HOUR_SECONDS / 4 },
  /** One address from all sources that nobody has signed in to it from: a guesser with many of them. */
  'sign-in-account': { points: 50, duration: HOUR_SECONDS },
  /** Not a limit but a memory: a source from which the address was signed in to, whom guessers elsewhere can't lock out. */
  'sign-in-known': { points: 1, duration: 30 * 24 * HOUR_SECONDS },
} as const;
type Limit = keyof typeof LIMITS;

const limiters = new Map<Limit, RateLimiterPostgres>();

function limiter(limit: Limit): RateLimiterPostgres {
  let found = limiters.get(limit);
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: dbPools().plain,
      schemaName: 'identity',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: limit,
      ...LIMITS[limit],
    });
    limiters.set(limit, found);
  }
  return found;
}

/** Stored as a hash: the table names neither people nor the places that they work from. */
const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n').toLowerCase()).digest('base64url');

async function take(limit: Limit, key: string): Promise<boolean> {
  try {
    await limiter(limit).consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return false;
  }
}

/** Whether a further try may be made. Every try counts until one succeeds. `source` is what the server knows of the caller. */
export async function maySignIn(email: string, source: string): Promise<boolean> {
  if (!(await take('sign-in', keyOf(email, source)))) return false;
  const known = await limiter('sign-in-known').get(keyOf(email, source));
  return known !== null || (await take('sign-in-account', keyOf(email)));
}

/** After a success: the tries from here are forgotten, and this source is known. What was tried elsewhere still counts. */
export async function rememberSuccess(email: string, source: string): Promise<void> {
  const key = keyOf(email, source);
  await Promise.all([
    limiter('sign-in').delete(key),
    limiter('sign-in-known').set(key, 1, LIMITS['sign-in-known'].duration),
  ]);
}
