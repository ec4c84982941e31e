/** Every line of a source ends as exactly one of these: nothing is dropped in silence. */
export const LINE_KINDS = ['stimulus', 'item', 'noise', 'blank', 'unrecognised'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export type LineCounts = { readonly total: number } & { readonly [K in LineKind]: number };

/** Counts per kind; they add up to the total. */
export function countLines(kinds: readonly LineKind[]): LineCounts {
  const counts = { total: kinds.length, stimulus: 0, item: 0, noise: 0, blank: 0, unrecognised: 0 };
  for (const kind of kinds) counts[kind] += 1;
  return counts;
}
