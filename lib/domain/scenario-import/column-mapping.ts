/** What a column of a table holds. The nth `rationale` explains the nth `option`. */
export const COLUMN_ROLES = [
  'stem',
  'option',
  'rationale',
  'key',
  'overallRationale',
  'topic',
  'stimulus',
  'title',
  'id',
  'type',
  'ignored',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/**
 * How the key is written: "B" or "A, D"; "2"; the text of the option; or whichever of these fits the cell. `option` is the right
 * option itself, where the other columns hold the wrong ones.
 */
export const KEY_STYLES = ['any', 'letters', 'numbers', 'texts', 'option'] as const;
export type KeyStyle = (typeof KEY_STYLES)[number];

/**
 * What the admin decides about a table: `"1"`, `"2"` ... name columns from the left and hold a ColumnRole; `header` is true when the first row
 * names the columns; `keyStyle` is a KeyStyle. Flat, because it is stored as it is; what it leaves out or says in error counts as not said.
 */
export type ColumnMapping = Readonly<Record<string, string | number | boolean | null>>;

/** A mapping as the reader takes it: one role per column. */
export interface TableLayout {
  readonly hasHeader: boolean;
  readonly keyStyle: KeyStyle;
  readonly roles: readonly ColumnRole[];
}

/** A column as the mapping step shows it. */
export interface TableColumn {
  readonly name: string;
  /** The first cells that aren't empty. */
  readonly samples: readonly string[];
}

export interface TableReading {
  readonly columns: readonly TableColumn[];
  /** The one given, or the one guessed from the header and the cells. */
  readonly mapping: ColumnMapping;
  /** True when the source's own header said all: nobody needs to be asked. */
  readonly isCertain: boolean;
}

export function toLayout(mapping: ColumnMapping, columns: number): TableLayout {
  const { header, keyStyle } = mapping;
  return {
    hasHeader: header !== false,
    keyStyle: KEY_STYLES.find((style) => style === keyStyle) ?? 'any',
    roles: Array.from({ length: columns }, (_, at) => {
      const role = mapping[String(at + 1)];
      return COLUMN_ROLES.find((known) => known === role) ?? 'ignored';
    }),
  };
}

export function toMapping({ hasHeader, keyStyle, roles }: TableLayout): ColumnMapping {
  return {
    header: hasHeader,
    keyStyle,
    ...Object.fromEntries(roles.map((role, at) => [String(at + 1), role])),
  };
}
