/** The six bands of the heat map, from far below the cut to far above it, as the colour scale has them. */
export const MASTERY_BANDS = ['farBelow', 'below', 'justBelow', 'justAbove', 'above', 'farAbove'] as const;
export type MasteryBand = (typeof MASTERY_BANDS)[number];

export const MASTERY_BAND_NAMES = {
  farBelow: 'far below',
  below: 'below',
  justBelow: 'just below',
  justAbove: 'just above',
  above: 'above',
  farAbove: 'far above',
} as const satisfies Record<MasteryBand, string>;

/**
 * Width of a band in percent points. The standard error of a proportion near 0.7 from 20 answers is sqrt(0.7 * 0.3 / 20) = 0.10,
 * so neighbouring bands are about one standard error apart and "far" is at least two from the cut.
 */
const BAND_WIDTH_PERCENT = 10;

/** A band with its ends in percent: from `fromPercent` (included) to below `toPercent`; the last band includes 100. */
export type BandCutOff = {
  readonly band: MasteryBand;
  readonly fromPercent: number;
  readonly toPercent: number;
};

/**
 * The ends of the six bands, centred on the cut: steps of 10 points away from it on either side. Where a side has less than
 * 30 points of room (a cut above 70 or below 30), it is divided into three equal bands, so that every band can be reached.
 *
 * A cut of 100 has nothing above it: its only upper band is "just above", which is 100 itself.
 *
 * @param cutPercent above 0 and at most 100
 * @throws RangeError for any other cut
 */
export function bandCutOffs(cutPercent: number): readonly BandCutOff[] {
  if (!(cutPercent > 0 && cutPercent <= 100)) {
    throw new RangeError(`Bands need a cut above 0 and at most 100 %, got ${cutPercent}.`);
  }
  const down = Math.min(BAND_WIDTH_PERCENT, cutPercent / 3);
  const up = Math.min(BAND_WIDTH_PERCENT, (100 - cutPercent) / 3);
  const ends = [
    0,
    cutPercent - 2 * down,
    cutPercent - down,
    cutPercent,
    cutPercent + up,
    cutPercent + 2 * up,
    100,
  ];
  const bands = MASTERY_BANDS.map((band, i) => ({
    band,
    fromPercent: ends[i] ?? 0,
    toPercent: ends[i + 1] ?? 100,
  }));
  return cutPercent < 100 ? bands : bands.slice(0, 4);
}

/** The band of a percentage; reaching the cut exactly is "just above", as it is a pass. */
export function bandOf(percent: number, cutPercent: number): MasteryBand {
  const reached = bandCutOffs(cutPercent).filter((cutOff) => percent >= cutOff.fromPercent);
  return reached.at(-1)?.band ?? 'farBelow';
}
