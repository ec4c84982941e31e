import { correlation, correlationInterval } from './correlation';
import { type Estimate, estimateFrom, FIRM_FROM } from './estimate';
import { orderByTotal } from './item-statistics';
import { mean } from './moments';
import { proportion } from './proportion';

/** One learner's choice on one single-answer item; `optionId` is null when the item was left unanswered. */
export type OptionChoice = {
  readonly optionId: string | null;
  /** total mark on the form */
  readonly totalScore: number;
  /** total mark without this item, so that the item isn't correlated with itself */
  readonly restScore: number;
};

/** How one option of an item works. */
export type OptionAnalysis = {
  readonly optionId: string;
  readonly isKey: boolean;
  readonly chosenCount: number;
  /** share of the learners who met the item, 0..1, Wilson interval */
  readonly share: Estimate;
  /** mean total mark of those who chose it; null below 10 answers to the item or when nobody did */
  readonly meanTotal: number | null;
  /** correlation of "chose this option" with the rest score, -1..1 */
  readonly discrimination: Estimate;
  /** share in the lowest, middle and highest third by total, 0..1; null below 10 answers */
  readonly shareByThird: { readonly low: number; readonly middle: number; readonly high: number } | null;
  /** null for the key and while the evidence is too small */
  readonly functioning: boolean | null;
  /** this distractor looks more like the key than the key does */
  readonly suspectKey: boolean;
};

/** A distractor that fewer than 5 % choose does no work. Source: Tarrant, Ware and Mohammed 2009, BMC Med. Educ. 9:40. */
export const FUNCTIONING_SHARE = 0.05;
/**
 * A wrong option chosen by at least 10 % that correlates higher with the rest score than the key does points to a mis-keyed item.
 * On the SAT-12 data the rule marks item 32, the known suspect, and no other.
 */
export const SUSPECT_KEY_SHARE = 0.1;

/**
 * Analyses the options of a single-answer item from first exposures.
 *
 * @param choices one per learner who met the item; the order matters only for ties at the borders of the thirds
 */
export function distractorAnalysis(input: {
  readonly optionIds: readonly string[];
  readonly keyId: string;
  readonly choices: readonly OptionChoice[];
}): readonly OptionAnalysis[] {
  const { choices, keyId } = input;
  const keyDiscrimination = optionDiscrimination(keyId, choices);
  return input.optionIds.map((optionId) => {
    const chosenCount = choices.filter((choice) => choice.optionId === optionId).length;
    const share = proportion(chosenCount, choices.length);
    const discrimination = optionDiscrimination(optionId, choices);
    const isKey = optionId === keyId;
    return {
      optionId,
      isKey,
      chosenCount,
      share,
      meanTotal: share.state === 'notEnough' ? null : meanTotal(optionId, choices),
      discrimination,
      shareByThird: share.state === 'notEnough' ? null : shareByThird(optionId, choices),
      functioning: isKey ? null : isFunctioning(share, discrimination),
      suspectKey: !isKey && isSuspect(share, discrimination, keyDiscrimination),
    };
  });
}

function optionDiscrimination(optionId: string, choices: readonly OptionChoice[]): Estimate {
  return estimateFrom(choices.length, () => {
    const value = correlation(
      choices.map((choice) => (choice.optionId === optionId ? 1 : 0)),
      choices.map((choice) => choice.restScore),
    );
    return value === null ? 'noSpread' : { value, interval: correlationInterval(value, choices.length) };
  });
}

/** Chosen by at least 5 % and rather by weaker learners; unknown (null) below 30 answers. */
function isFunctioning(share: Estimate, discrimination: Estimate): boolean | null {
  if (share.state !== 'firm') return null;
  if (share.value < FUNCTIONING_SHARE) return false;
  return discrimination.state === 'firm' && discrimination.value < 0;
}

function isSuspect(share: Estimate, discrimination: Estimate, key: Estimate): boolean {
  if (share.state !== 'firm' || share.n < FIRM_FROM || share.value < SUSPECT_KEY_SHARE) return false;
  if (discrimination.state !== 'firm') return false;
  // A key that nobody chose has no correlation; a distractor that the strong choose is then the suspect.
  const keyValue = key.state === 'firm' ? key.value : 0;
  return discrimination.value > keyValue;
}

function meanTotal(optionId: string, choices: readonly OptionChoice[]): number | null {
  return mean(choices.filter((choice) => choice.optionId === optionId).map((choice) => choice.totalScore));
}

function shareByThird(optionId: string, choices: readonly OptionChoice[]) {
  const ordered = orderByTotal(choices.map((choice) => choice.totalScore)).map(
    (i) => choices[i]?.optionId === optionId,
  );
  const first = Math.floor(ordered.length / 3);
  const second = Math.floor((2 * ordered.length) / 3);
  const share = (group: readonly boolean[]) =>
    group.length === 0 ? 0 : group.filter(Boolean).length / group.length;
  return {
    low: share(ordered.slice(0, first)),
    middle: share(ordered.slice(first, second)),
    high: share(ordered.slice(second)),
  };
}
