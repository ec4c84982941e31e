/** What a row of an import is to the chosen bank, in the order in which groups are shown. */
export const ROW_KINDS = [
  /** An error of the source blocks it. */
  'blocked',
  /** Says the same as another question, of the source or of the bank, but with another key. */
  'contradiction',
  /** Not in the bank, but something much like it is. */
  'near_duplicate',
  /** The bank holds an earlier form of it. */
  'changed',
  'new',
  /** Says the same as an earlier question of this source. */
  'repeated',
  'same',
  /** An earlier import of this source made it, and this source no longer holds it. */
  'gone',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** In what a changed question differs, the weightiest first: the first one names the change. */
export const CHANGE_KINDS = [
  'key',
  'stem',
  /** Texts of options, or how many there are. */
  'options',
  /** The same options in another order. */
  'order',
  'rationale',
  'title',
  /** Whether options may be shuffled. */
  'lock',
  /** Stands under another shared text. */
  'stimulus',
  /** Stands under the same shared text, whose words were changed. */
  'stimulus_text',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** `update`: a new version of the known question; `create`: a question of its own ("keep both"). */
export const DECISIONS = ['create', 'update', 'skip', 'retire'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What may be decided about a kind. The first holds until somebody decides; nothing is merged without a person. */
const CHOICES_BY_KIND = {
  blocked: ['skip'],
  contradiction: ['skip', 'update', 'create'],
  near_duplicate: ['create', 'update', 'skip'],
  changed: ['update', 'create', 'skip'],
  new: ['create', 'skip'],
  repeated: ['skip'],
  same: ['skip'],
  gone: ['skip', 'retire'],
} as const satisfies Record<RowKind, readonly Decision[]>;

/** What is decided for many rows at once: by kind, or for changed rows by their weightiest change, which wins. */
export type RuleTarget = RowKind | ChangeKind;

export const NO_DECISIONS: Decisions = { rules: {}, rows: {} };

export interface Decisions {
  readonly rules: { readonly [T in RuleTarget]?: Decision };
  /** By the key of the row; wins over rules. */
  readonly rows: Readonly<Record<string, Decision>>;
}

interface Decided {
  readonly decision: Decision;
  /** True when a person chose it, by a rule or for the row. */
  readonly isChosen: boolean;
}

interface DecidedRow {
  readonly key: string;
  readonly kind: RowKind;
  readonly changes: readonly ChangeKind[];
  /** The item of the bank that an update would change; null when there is none to change. */
  readonly target: string | null;
}

export const choicesFor = ({ kind, target }: Pick<DecidedRow, 'kind' | 'target'>): readonly Decision[] =>
  CHOICES_BY_KIND[kind].filter((decision) => decision !== 'update' || target !== null);

/** The decision for a row: its own, else that of a rule, else the default. What a row doesn't allow is passed over. */
export function decide(row: DecidedRow, { rules, rows }: Decisions): Decided {
  const choices = choicesFor(row);
  const change = row.kind === 'changed' ? row.changes[0] : undefined;
  const wanted = [
    Object.hasOwn(rows, row.key) ? rows[row.key] : undefined,
    change === undefined ? undefined : rules[change],
    rules[row.kind],
  ];
  const chosen = wanted.find((decision) => decision !== undefined && choices.includes(decision));
  return chosen === undefined
    ? { decision: choices[0] ?? 'skip', isChosen: false }
    : { decision: chosen, isChosen: true };
}
