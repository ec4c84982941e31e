/**
 * A path of this site that a link or a form asked to go on to, or null. Plain segments of letters, digits, `_` and `-`, and a
 * query: what can't hold a host, a dot or a backslash before its first question mark can't lead anywhere else, however a
 * browser reads it.
 */
export const localPath = (wish: unknown): string | null =>
  typeof wish === 'string' &&
  wish.length <= 1000 &&
  /^(?:\/[\w-]+)+(?:\?[\w\-.~%!$'()*+,;=:@/?&]*)?$/.test(wish)
    ? wish
    : null;
