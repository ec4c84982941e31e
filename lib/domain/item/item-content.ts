import type { RichText } from '../text/rich-text';

export interface ItemOption {
  /** Stable across versions; answers, keys and rationales refer to it, never to a letter. */
  readonly id: string;
  readonly body: RichText;
}

/** Key of the rationale that belongs to no single option; no option id looks like it. */
export const OVERALL_RATIONALE = 'overall';

export const MIN_OPTIONS = 2;
/** Learners' letters end at Z; what has more is no question. */
export const MAX_OPTIONS = 26;

/** What one version of an item says. The order of the options is the author's; learners may see another. */
export interface ItemContent {
  readonly title: string | null;
  readonly stem: RichText;
  readonly options: readonly ItemOption[];
  /** Option ids, in the order of the options. */
  readonly key: readonly string[];
  /**
   * By option id; an option without a rationale has no entry. What concerns the question as a whole stands under
   * OVERALL_RATIONALE.
   */
  readonly rationales: Readonly<Record<string, RichText>>;
  /** True when the options refer to one another, so that their order must stay. */
  readonly shuffleLocked: boolean;
}

/** The letter of a position: 0 is A, 25 is Z, 26 is AA. */
export function letterAt(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : letterAt(Math.floor(position / 26) - 1) + letter;
}

/** The letter that a learner with this order sees for an option, or null when the option isn't in it. */
export function letterOf(optionOrder: readonly string[], optionId: string): string | null {
  const position = optionOrder.indexOf(optionId);
  return position === -1 ? null : letterAt(position);
}
