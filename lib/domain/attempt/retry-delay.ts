const FIRST_MS = 500;
const LONGEST_MS = 8000;

/**
 * How long to wait before try number `tries` + 1: doubling from 0.5 s to 8 s, each time somewhere in the upper half, so that
 * a room of learners whose network comes back doesn't knock at the same instant.
 *
 * @param tries tries that have failed, at least 1
 * @param random in [0, 1)
 * @param askedForMs what the server asked for (Retry-After); never less than that
 */
export function retryDelayMs(tries: number, random: number, askedForMs = 0): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1));
  return Math.max(askedForMs, ceiling / 2 + (ceiling / 2) * random);
}
