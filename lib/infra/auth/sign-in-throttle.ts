import 'server-only';
import { createHmac } from 'node:crypto';
import { callFunction } from '../db/plain';
import { env } from '../env';

const QUARTER_SECONDS = 15 * 60;

/** How many tries that fail, and over which time. A try that succeeds is given back. */
const LIMITS = {
  /** One address on a browser that it was signed in with: nobody else can use these up. */
  device: { points: 10, seconds: QUARTER_SECONDS },
  /** One address from one source. */
  'address-source': { points: 5, seconds: QUARTER_SECONDS },
  /** All addresses from one source: somebody who tries one password on many people. */
  source: { points: 20, seconds: QUARTER_SECONDS },
  /** One address from all sources that nobody has signed in to it from: a guesser with many of them. */
  address: { points: 50, seconds: 4 * QUARTER_SECONDS },
} as const;
type LimitName = keyof typeof LIMITS;

interface Allowance {
  readonly limit: LimitName;
  readonly key: string;
}

/** Stored as keyed hashes: the tables name neither people nor the places that they work from, even to who can read them. */
export const markOf = (...parts: readonly string[]): Buffer =>
  createHmac('sha256', env().AUTH_SECRET).update(JSON.stringify(parts)).digest();

const allowance = (limit: LimitName, ...parts: readonly string[]): Allowance => ({
  limit,
  key: `${limit}:${markOf(...parts).toString('base64url')}`,
});

/** Who tries: the address as the database has it, and where from. */
export interface Try {
  readonly address: string;
  readonly network: string;
  /** The mark of a browser that this address was signed in with; null for every other. */
  readonly device: string | null;
  /** Whether this address was signed in to from there lately. */
  readonly sourceFamiliar: boolean;
}

/** The allowance that is a try's own, and those that it shares with others. */
function allowancesOf({
  address,
  network,
  device,
  sourceFamiliar,
}: Try): readonly [Allowance, ...Allowance[]] {
  if (device !== null) return [allowance('device', address, device)];
  const fromHere = [allowance('address-source', address, network), allowance('source', network)] as const;
  return sourceFamiliar ? fromHere : [...fromHere, allowance('address', address)];
}

/** Takes a try from all of them or from none; how many seconds to wait for one, 0 when it was taken. */
async function take(allowances: readonly Allowance[]): Promise<number> {
  const [row] = await callFunction<{ take_allowances: number[] }>('identity.take_allowances', [
    allowances.map(({ key }) => key),
    allowances.map(({ limit }) => LIMITS[limit].points),
    allowances.map(({ limit }) => LIMITS[limit].seconds),
  ]);
  const waits = row?.take_allowances ?? [];
  allowances.forEach((each, index) => {
    if (each.limit === 'source') usedUp.note(each.key, waits[index] ?? 0);
  });
  return Math.max(0, ...waits);
}

const giveBack = (own: Allowance, shared: readonly Allowance[]) =>
  callFunction('identity.give_back_tries', [
    own.key,
    LIMITS[own.limit].seconds,
    shared.map(({ key }) => key),
    shared.map(({ limit }) => LIMITS[limit].seconds),
  ]);

/**
 * Sources whose allowance was used up when the database was last asked. Believed for some seconds, so that a flood is refused
 * without a query for each of its tries, and a try that is given back counts soon.
 */
const usedUp = {
  believedMs: 5000,
  most: 10_000,
  sources: new Map<string, { readonly until: number; readonly freeAt: number }>(),
  note(key: string, waitSeconds: number): void {
    this.sources.delete(key);
    if (waitSeconds === 0) return;
    if (this.sources.size >= this.most) this.sources.clear();
    const now = Date.now();
    this.sources.set(key, { until: now + this.believedMs, freeAt: now + waitSeconds * 1000 });
  },
  secondsLeft(key: string): number {
    const noted = this.sources.get(key);
    const now = Date.now();
    return noted && noted.until > now ? Math.max(0, Math.ceil((noted.freeAt - now) / 1000)) : 0;
  },
};

/** Seconds until anybody who is not known may try again from there, as far as is known without asking. */
export const secondsRefused = (network: string): number =>
  usedUp.secondsLeft(allowance('source', network).key);

/** Counts a try before it is made; how many seconds to wait when there is none left, the same for every address. */
export const takeTry = (who: Try): Promise<number> => take(allowancesOf(who));

/** After a success: the tries of this address from here are forgotten. What was tried elsewhere still counts. */
export async function giveTriesBack(who: Try): Promise<void> {
  const [own, ...shared] = allowancesOf(who);
  await giveBack(own, shared);
}
