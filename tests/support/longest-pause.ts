/** The result of some work, and the longest time in milliseconds that this thread couldn't do anything else meanwhile. */
export async function longestPause<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  let longest = 0;
  let last = performance.now();
  const note = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const beat = setInterval(note, 1);
  const result = await work().finally(() => clearInterval(beat));
  note();
  return [result, longest];
}
