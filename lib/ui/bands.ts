/** Mastery bands, from the lower end of the scale to the upper, centred on the cut. */
export const BANDS = ['farBelow', 'below', 'justBelow', 'justAbove', 'above', 'farAbove'] as const;
export type Band = (typeof BANDS)[number];

/** Width of the four inner bands in percentage points; two on either side of the cut, then the open ends. */
export const BAND_WIDTH_POINTS = 10;

/** Below this many answers a cell keeps its number but gets no colour: the colour would claim knowledge. */
export const MINIMUM_ANSWERS_FOR_BAND = 5;

export const BAND_WORDS = {
  farBelow: 'far below',
  below: 'below',
  justBelow: 'just below',
  justAbove: 'just above',
  above: 'above',
  farAbove: 'far above',
} as const satisfies Record<Band, string>;

/**
 * The band of a percentage (0 to 100) against a cut (0 to 100). A value on the cut is just above it, as passing is
 * reaching the cut; a value on an inner edge belongs to the band further up.
 */
export function bandOf(percent: number, cutPercent: number): Band {
  const points = percent - cutPercent;
  if (points < -2 * BAND_WIDTH_POINTS) return 'farBelow';
  if (points < -BAND_WIDTH_POINTS) return 'below';
  if (points < 0) return 'justBelow';
  if (points < BAND_WIDTH_POINTS) return 'justAbove';
  if (points < 2 * BAND_WIDTH_POINTS) return 'above';
  return 'farAbove';
}

/**
 * The bands as whole-percent ranges that exist for a cut, e.g. 70: "0-49", "50-59", "60-69", "70-79", "80-89", "90-100".
 * Bands that a very high or low cut pushes out of the scale are left out.
 */
export function bandRanges(cutPercent: number): readonly { band: Band; from: number; to: number }[] {
  const edges = [-2, -1, 0, 1, 2].map((step) => cutPercent + step * BAND_WIDTH_POINTS);
  return BANDS.flatMap((band, index) => {
    const from = Math.max(0, index === 0 ? 0 : (edges[index - 1] ?? 0));
    const to = index === edges.length ? 100 : Math.min(100, (edges[index] ?? 100) - 1);
    return from <= to ? [{ band, from, to }] : [];
  });
}
