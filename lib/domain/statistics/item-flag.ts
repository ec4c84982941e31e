import { FIRM_FROM } from './estimate';
import type { RollupAnalysis } from './rollup-analysis';

/** What can be wrong with an item, the most urgent first. */
export const ITEM_FLAGS = [
  'negativeDiscrimination',
  'tooHard',
  'lowDiscrimination',
  'unchosenOption',
  'oftenOmitted',
  'tooEasy',
] as const;
export type ItemFlagKind = (typeof ITEM_FLAGS)[number];

/** One finding about an item: what it is, in words, and what to do about it. */
export type ItemFlag = { readonly kind: ItemFlagKind; readonly text: string; readonly advice: string };

/** Facility marks as in common item-analysis reports; the interval has to clear the outer mark, so that chance rarely raises one. */
const EASY = { facility: 0.9, lowerEnd: 0.8 } as const;
const HARD = { facility: 0.3, upperEnd: 0.45 } as const;
/** Below this an item hardly tells stronger learners from weaker ones. Source: Ebel 1965, Measuring Educational Achievement. */
const LOW_DISCRIMINATION = 0.1;
/** When a tenth leaves an item out, its wording or the time is in question. */
const OFTEN_OMITTED_SHARE = 0.1;

const ADVICE = {
  negativeDiscrimination:
    'Learners who do well elsewhere get this one wrong. Check that the key is right and that no distractor is defensible.',
  tooHard:
    'Check the key and the wording first. If both are right, the topic needs teaching before it needs another exam.',
  lowDiscrimination:
    'It says little about who knows the topic. Look for a clue in the options, or a stem that can be read in two ways.',
  unchosenOption: 'Nobody believes it. Replace it with a mistake that learners make, or remove it.',
  oftenOmitted: 'Check whether the stem is too long, unclear, or always met when time runs out.',
  tooEasy: 'Almost everyone gets it right. Keep it as a warm-up, or make the distractors closer to the key.',
} as const satisfies Record<ItemFlagKind, string>;

const flag = (kind: ItemFlagKind, text: string): ItemFlag => ({ kind, text, advice: ADVICE[kind] });

/**
 * Judges an item. Nothing is flagged below 10 first exposures (there is no estimate then); low discrimination, options that nobody
 * chooses and omissions need 30, because with fewer they are mostly chance.
 *
 * @param options distractors and keys in the order of the source, with how many chose them at their first exposure
 */
export function itemFlags(
  analysis: RollupAnalysis,
  options: readonly { readonly letter: string; readonly isKey: boolean; readonly chosen: number }[],
): readonly ItemFlag[] {
  const found = [
    ...discriminationFlags(analysis),
    ...facilityFlags(analysis),
    ...(analysis.n >= FIRM_FROM ? unchosenFlags(options) : []),
    ...(analysis.n >= FIRM_FROM && analysis.omitted / (analysis.n + analysis.omitted) >= OFTEN_OMITTED_SHARE
      ? [flag('oftenOmitted', 'Often left unanswered')]
      : []),
  ];
  return found.sort((a, b) => ITEM_FLAGS.indexOf(a.kind) - ITEM_FLAGS.indexOf(b.kind));
}

function discriminationFlags({ discrimination }: RollupAnalysis): readonly ItemFlag[] {
  if (discrimination.state !== 'firm' && discrimination.state !== 'provisional') return [];
  const { value, interval, state } = discrimination;
  // Few answers: only when even the upper end is below zero.
  const negative = state === 'firm' ? value < 0 : interval !== null && interval.upper < 0;
  if (negative) return [flag('negativeDiscrimination', 'Negative discrimination – check the key')];
  return state === 'firm' && value < LOW_DISCRIMINATION
    ? [flag('lowDiscrimination', 'Low discrimination')]
    : [];
}

function facilityFlags({ facility }: RollupAnalysis): readonly ItemFlag[] {
  if ((facility.state !== 'firm' && facility.state !== 'provisional') || facility.interval === null)
    return [];
  const { value, interval } = facility;
  if (value >= EASY.facility && interval.lower >= EASY.lowerEnd) return [flag('tooEasy', 'Too easy')];
  return value <= HARD.facility && interval.upper <= HARD.upperEnd ? [flag('tooHard', 'Too hard')] : [];
}

function unchosenFlags(
  options: readonly { readonly letter: string; readonly isKey: boolean; readonly chosen: number }[],
): readonly ItemFlag[] {
  return options
    .filter((option) => !option.isKey && option.chosen === 0)
    .map((option) => flag('unchosenOption', `Option ${option.letter} chosen by nobody`));
}
