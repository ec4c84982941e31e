/*
 * Which tabs of this browser have an attempt open. Every page of a running exam holds its lock together with others; whoever
 * wants to send what an exam left behind asks for it alone, and leaves it be while it is on a screen. A tab that dies lets go.
 * Browsers give locks where they give cryptography, without which nothing is kept on the device at all.
 */

const nameOf = (attemptId: string) => `cutscore-attempt-${attemptId}`;

const locksOf = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined);

/** Says that the attempt is on the screen here; the result says that it no longer is. */
export function holdAttempt(attemptId: string): () => void {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locksOf()
    ?.request(nameOf(attemptId), { mode: 'shared' }, () => held)
    // A page that is put away lets go of everything.
    .catch(() => {});
  return release;
}

/** Does the work unless the attempt is on a screen, or being looked after, somewhere in this browser; null then. */
export async function whileUnheld<T>(attemptId: string, work: () => Promise<T>): Promise<T | null> {
  const locks = locksOf();
  if (!locks) return null;
  return locks.request(nameOf(attemptId), { ifAvailable: true }, (lock) => (lock ? work() : null));
}
