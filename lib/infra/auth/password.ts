import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's floor for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash that no password matches: unknown addresses cost as much time as known ones. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Hn7ZFqFHJ7hpTnsTNGX8qEVqvw2zKkI7C2r1oRUeCxE';

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing is expensive on purpose: two at a time, so that a flood of sign-ins leaves the machine to those in an exam. */
async function twoAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> =>
  twoAtATime(() => hash(password.normalize('NFKC'), ARGON2ID));

/** Compares in the same time whether or not there is anything to compare with. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await twoAtATime(() => verify(stored ?? NOBODY, password.normalize('NFKC'))).catch(
    () => false,
  );
  return stored !== null && matches;
}
