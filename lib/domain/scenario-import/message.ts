/** `error` blocks its item, `warning` imports and may surprise, `info` says what was done. */
export const MESSAGE_LEVELS = ['error', 'warning', 'info'] as const;
export type MessageLevel = (typeof MESSAGE_LEVELS)[number];

/** Stable codes with their level; the words are in the functions that raise them. Codes are never reused or renamed. */
export const MESSAGE_LEVEL_BY_CODE = {
  'post/no-items': 'error',
  'post/too-many-items': 'error',
  'post/leaked-content': 'warning',
  'source/refused': 'error',
  'line/unrecognised': 'warning',
  'text/control-character': 'warning',
  'text/bidi-character': 'warning',
  'text/unreadable-character': 'warning',
  'text/unclosed-code': 'warning',
  'text/entities-repaired': 'info',
  'text/quotes-repaired': 'info',
  'text/encoding': 'info',
  'stimulus/empty': 'warning',
  'stimulus/range-reversed': 'warning',
  'stimulus/range-too-wide': 'warning',
  'stimulus/missing-item': 'warning',
  'stimulus/overlap': 'warning',
  'stimulus/no-range': 'info',
  'item/no-stem': 'error',
  'item/repeated-number': 'warning',
  'item/duplicate': 'warning',
  'item/conflicting-key': 'error',
  'item/no-head': 'error',
  'item/renumbered': 'info',
  'item/flash-card': 'error',
  'item/unsupported': 'error',
  'option/too-few': 'error',
  'option/too-many': 'error',
  'option/duplicate-label': 'error',
  'option/duplicate-text': 'error',
  'option/empty': 'error',
  'option/label-gap': 'warning',
  'key/missing': 'error',
  'key/unreadable': 'error',
  'key/unknown-option': 'error',
  'key/repeated': 'error',
  'key/contradicts-rationale': 'error',
  'key/every-option': 'warning',
  'key/count-differs': 'error',
  'key/read-as': 'info',
  'key/unknown-item': 'warning',
  'rationale/missing': 'warning',
  'rationale/unknown-option': 'error',
  'rationale/repeated': 'warning',
  'rationale/unassigned': 'info',
  'rationale/by-order': 'warning',
  'item/not-kept': 'info',
  'key/partial-credit': 'warning',
  'stimulus/unbound': 'warning',
  'markup/broken': 'error',
  'markup/repaired': 'warning',
  'text/removed': 'info',
  'media/left-out': 'warning',
  'stimulus/holds-question': 'error',
  'item/holds-question': 'error',
  'item/cut-off': 'error',
  'item/text-lost': 'error',
  'post/lost-question': 'error',
  'stem/holds-key': 'error',
  'option/holds-key': 'error',
  'option/holds-option': 'error',
  'option/holds-mark': 'error',
  'option/reads-as-rationale': 'error',
  'option/own-letters': 'error',
  'option/letters-removed': 'info',
  'key/part-unread': 'error',
  'text/formula': 'error',
  'text/wrong-letters': 'error',
} as const satisfies Record<string, MessageLevel>;

export type MessageCode = keyof typeof MESSAGE_LEVEL_BY_CODE;

/** Replaces the text from one place up to, and without, another. Places count as in ImportMessage. */
export interface SourceEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A repair that one press applies. */
export interface QuickFix {
  /** Names the act: "Use B as the key". */
  readonly label: string;
  /** In order of their places, without overlap. */
  readonly edits: readonly SourceEdit[];
  /** True where everything else that the source says about the question speaks for it, so that it may be taken for many at once. */
  readonly isBacked?: true;
}

export interface ImportMessage {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly level: MessageLevel;
  readonly code: MessageCode;
  /** What was found, what was expected, what to do. */
  readonly message: string;
  /** Index of the item that it concerns, or null for the post. */
  readonly item: number | null;
  /** Repairs to choose from; left out where only a person can know. */
  readonly fixes?: readonly QuickFix[];
}

/** Where a message points to. */
export interface Place {
  readonly line: number;
  readonly column?: number;
  readonly item?: number | null;
}

export function importMessage(
  code: MessageCode,
  place: Place,
  message: string,
  fixes: readonly QuickFix[] = [],
): ImportMessage {
  const { line, column = 1, item = null } = place;
  const level = MESSAGE_LEVEL_BY_CODE[code];
  // Not spread: broken sources make hundreds of thousands of these.
  return fixes.length > 0
    ? { fixes, line, column, level, code, message, item }
    : { line, column, level, code, message, item };
}

/** The source in quotes, short enough for a message. */
export function quote(text: string): string {
  const trimmed = text.trim();
  // A character of two units is not cut in half: the database takes no half ones.
  return `“${trimmed.length > 60 ? `${trimmed.slice(0, 57).replace(/[\ud800-\udbff]$/, '')}...` : trimmed}”`;
}

/** "A", "A and B", "A, B and C". */
export function listInWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
