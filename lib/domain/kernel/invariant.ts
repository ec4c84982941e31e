/** Holds in production too: a figure that can't be is not shown. Throws an Error that says what was broken. */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`This can't be: ${what}`);
}
