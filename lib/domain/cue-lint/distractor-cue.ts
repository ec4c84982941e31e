import { FUNCTIONING_SHARE } from '../statistics/distractor-analysis';
import { MIN_ANSWERS } from './cue-check';

/** How often each option was chosen by people who met the item for the first time. */
export interface OptionChoices {
  /** First-time answers to this version, unanswered ones left out. */
  readonly answered: number;
  readonly chosen: Readonly<Record<string, number>>;
}

export interface ImplausibleDistractor {
  readonly optionId: string;
  readonly chosen: number;
  readonly answered: number;
}

/**
 * Distractors that fewer than 5 % of at least 30 first-time answers chose.
 *
 * A distractor works when it is chosen by at least 5 % and rather by weaker learners (Tarrant, Ware and Mohammed 2009, BMC Medical
 * Education 9:40). The roll-ups hold counts only, so the second half is judged where single answers are read (see
 * distractorAnalysis); an option that hardly anybody chooses fails by the first half alone.
 */
export function implausibleDistractors(
  optionIds: readonly string[],
  key: readonly string[],
  { answered, chosen }: OptionChoices,
): readonly ImplausibleDistractor[] {
  if (answered < MIN_ANSWERS) return [];
  return optionIds
    .filter((id) => !key.includes(id))
    .map((optionId) => ({ optionId, chosen: chosen[optionId] ?? 0, answered }))
    .filter((option) => option.chosen / answered < FUNCTIONING_SHARE);
}
