/**
 * A path of this site that a link or a form asked to go on to, or null. Only plain segments of letters, digits, `_` and `-`:
 * what can't hold a host, a dot, a backslash or a query can't lead anywhere else, however a browser reads it.
 */
export const localPath = (wish: unknown): string | null =>
  typeof wish === 'string' && wish.length <= 200 && /^(?:\/[\w-]+)+$/.test(wish) ? wish : null;
