import { bandCutOffs, MASTERY_BAND_NAMES, type MasteryBand } from '@/lib/domain/weakness/mastery-band';

export { bandOf } from '@/lib/domain/weakness/mastery-band';

export type Band = MasteryBand;
export const BAND_WORDS = MASTERY_BAND_NAMES;

/** Below this many answers a cell keeps its number but gets no colour: the colour would claim knowledge. */
export const MINIMUM_ANSWERS_FOR_BAND = 5;

/** The bands as ranges of whole percent, e.g. for 70: "0-49", "50-59", "60-69", "70-79", "80-89", "90-100". */
export function bandRanges(cutPercent: number): readonly { band: Band; from: number; to: number }[] {
  return bandCutOffs(cutPercent).flatMap(({ band, fromPercent, toPercent }) => {
    const from = Math.ceil(fromPercent);
    const to = toPercent === 100 ? 100 : Math.ceil(toPercent) - 1;
    return from <= to ? [{ band, from, to }] : [];
  });
}
