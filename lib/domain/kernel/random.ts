/** A source of numbers that are uniform in [0, 1), with at least 32 random bits each. `Math.random` has this shape. */
export type Random = () => number;

const TWO_TO_32 = 0x1_0000_0000;
/** 2^32 divided by the golden ratio, made odd: the step of a Weyl sequence that visits every 32-bit number once. */
const WEYL_STEP = 0x9e37_79b9;

/**
 * A small generator with a seed, for forms that can be reproduced, for demo data and for tests. Not for secrets.
 *
 * A 32-bit counter walks in steps of WEYL_STEP (Weyl sequence, period 2^32), and each value is scrambled by two rounds of
 * multiply and xor-shift, the finaliser of MurmurHash3, which is a bijection: every output comes up exactly once in a period.
 *
 * @param seed any number; only its lower 32 bits count, and every one of them gives another place on the same circle
 */
export function seededRandom(seed: number): Random {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + WEYL_STEP) >>> 0;
    return scramble(counter) / TWO_TO_32;
  };
}

function scramble(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85eb_ca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * A whole number from 0 up to, not including, `count`; each equally likely. The 32-bit numbers that are left over when
 * 2^32 is divided by `count` are thrown back, because keeping them would favour the small results.
 *
 * @throws RangeError unless `count` is a whole number from 1 to 2^32
 */
export function randomIndex(random: Random, count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > TWO_TO_32) {
    throw new RangeError(`Expected a whole number from 1 to 2^32, got ${count}.`);
  }
  const fair = TWO_TO_32 - (TWO_TO_32 % count);
  for (;;) {
    const bits = Math.floor(random() * TWO_TO_32);
    if (bits < fair) return bits % count;
  }
}

/**
 * A new list in random order, every order equally likely: Fisher and Yates' shuffle in Durstenfeld's form
 * (1964, CACM 7:420, algorithm 235).
 */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list];
  const result: T[] = [];
  while (rest.length > 0) {
    const index = randomIndex(random, rest.length);
    const last = rest.length - 1;
    const picked = rest[index] as T;
    rest[index] = rest[last] as T;
    rest.length = last;
    result.push(picked);
  }
  return result;
}
