import 'server-only';
import { availableParallelism } from 'node:os';
import { BUSY_DIGEST } from '@/lib/domain/kernel/busy-digest';
import { HashingThreads } from './hashing-threads';
import { NO_TURN, TurnQueue, type Waiting } from './turn-queue';

/** OWASP's floor for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash that no password matches: unknown addresses cost as much time as known ones. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Hn7ZFqFHJ7hpTnsTNGX8qEVqvw2zKkI7C2r1oRUeCxE';

/** Hashing is expensive on purpose. One processor at least stays with those who are in an exam. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));

/** A hash takes 50 ms of a free processor. A training room of sixty fits into one lane; the list is served in a few seconds. */
const LIMITS = { atOnce: AT_ONCE, waiting: 96, waitingPerLane: 64 };

/** Of the process: kept on globalThis, because bundles and reloads in development load this module several times. */
const kept = globalThis as typeof globalThis & {
  cutscoreHashing?: { readonly turns: TurnQueue; readonly threads: HashingThreads };
};
kept.cutscoreHashing ??= { turns: new TurnQueue(LIMITS), threads: new HashingThreads(AT_ONCE) };
const { turns, threads } = kept.cutscoreHashing;

/** How much of the expensive work was done: what an unknown address costs is not to differ from what a known one costs. */
export const countHashing = (): number => threads.asked;

/** Compares a password with a stored hash; null for nobody's, which takes as long. */
export type Compare = (stored: string | null, password: string) => Promise<boolean>;

const plain = (password: string): string => password.normalize('NFKC');

const compare: Compare = async (stored, password) => {
  const matches = await threads.ask({
    stored: stored ?? NOBODY,
    password: plain(password),
    options: ARGON2ID,
  });
  return stored !== null && matches === true;
};

/**
 * Waits for a turn to compare, then does `work`, in which at most one comparison belongs. `NO_TURN` at once when more wait than
 * can be served in a few seconds.
 */
export const withTurn = <T>(
  who: Waiting,
  work: (compare: Compare) => Promise<T>,
): Promise<T | typeof NO_TURN> => turns.take(who, () => work(compare));

/** For those who have proven who they are already, by a link or a session: they go first, whoever floods the sign-in. */
async function withFirstTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = await turns.take({ lane: 'proven', first: true }, work);
  // Answered as a database that is busy: nothing was changed, try again in a moment.
  if (done === NO_TURN) throw Object.assign(new Error('Too many passwords wait'), { digest: BUSY_DIGEST });
  return done;
}

/** A hash to store. For people who have proven who they are. */
export const hashPassword = (password: string): Promise<string> =>
  withFirstTurn(async () =>
    String(await threads.ask({ stored: null, password: plain(password), options: ARGON2ID })),
  );

/** Compares in the same time whether or not there is anything to compare with. For people who have proven who they are. */
export const verifyPassword: Compare = (stored, password) => withFirstTurn(() => compare(stored, password));
