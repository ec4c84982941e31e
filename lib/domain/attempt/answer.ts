/** What a learner has said to one item. `selected` holds option ids, never letters; flagging is theirs alone. */
export interface Answer {
  readonly selected: readonly string[];
  readonly flagged: boolean;
}

/** An answer as the server has it. `rev` counts the learner's changes to this item. */
export interface StoredAnswer extends Answer {
  readonly itemId: string;
  readonly rev: number;
  /** ISO 8601, by the server's clock. */
  readonly savedAt: string;
}

/** An answer that the server has not acknowledged yet. */
export interface PendingAnswer extends Answer {
  readonly itemId: string;
  readonly rev: number;
}

export const NO_ANSWER: Answer = { selected: [], flagged: false };

/** The same options, in whatever order, and the same flag. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  return (
    a.flagged === b.flagged &&
    a.selected.length === b.selected.length &&
    a.selected.every((id) => b.selected.includes(id))
  );
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
