/** What a learner has said to one item. `selected` holds option ids, never letters; flagging is theirs alone. */
export interface Answer {
  readonly selected: readonly string[];
  readonly flagged: boolean;
}

/** An answer as the server has it. `rev` counts the learner's changes to this item. */
export interface StoredAnswer extends Answer {
  readonly itemId: string;
  readonly rev: number;
  /** The lease under which it was given. */
  readonly epoch: number;
  /** ISO 8601, by the server's clock. */
  readonly savedAt: string;
}

/** An answer that the server has not acknowledged yet. */
export interface PendingAnswer extends Answer {
  readonly itemId: string;
  readonly rev: number;
  readonly made: MadeUpon;
}

/** What an answer was made upon: what tells a newer answer of another device from an older one of this. */
export interface MadeUpon {
  /** The lease under which it was given; 0 before this page had one. */
  readonly epoch: number;
  /** The revision that was known as stored when this page's unacknowledged changes of the question began; 0 for none. */
  readonly base: number;
  /** When it was given, by the device's clock, epoch milliseconds. */
  readonly atMs: number;
  /** Whether the options were changed, not the flag alone. */
  readonly chose: boolean;
}

/** The options as one text, whatever their order. */
export const choiceText = ({ selected }: Answer): string => [...new Set(selected)].sort().join(',');

export const NO_ANSWER: Answer = { selected: [], flagged: false };

/** The same options, in whatever order. */
export const sameChoice = (a: Answer, b: Answer): boolean => choiceText(a) === choiceText(b);

/** The same, and the same flag. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  return a.flagged === b.flagged && sameChoice(a, b);
}

/**
 * The selection after an option was chosen. With one key, the choice replaces the former one. With several, it is added or
 * taken away; beyond the limit nothing changes, so that no earlier choice vanishes unasked.
 */
export function chooseOption(
  selected: readonly string[],
  optionId: string,
  keyCount: number,
): readonly string[] {
  if (keyCount === 1) return [optionId];
  if (selected.includes(optionId)) return selected.filter((id) => id !== optionId);
  return selected.length < keyCount ? [...selected, optionId] : selected;
}
