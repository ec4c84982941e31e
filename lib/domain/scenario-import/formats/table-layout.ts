import type { ColumnRole, TableLayout } from '../column-mapping';

export interface HeaderReading {
  readonly layout: TableLayout;
  /** Question, at least two options and the key are named. */
  readonly isCertain: boolean;
  readonly isUdemy: boolean;
}

/** Names that people give to columns; the first pattern that fits counts. */
const NAMES: readonly (readonly [ColumnRole, RegExp])[] = [
  ['type', /^(?:question )?type$/],
  [
    'rationale',
    /^(?:explanation|rationale|feedback|reason|comment)s?(?: (?:for|of|to))?(?: (?:answer|option|choice))?(?: ?(?:\d{1,2}|[a-z]))$/,
  ],
  [
    'option',
    /^(?:(?:answer|response|incorrect|wrong) )?(?:options?|choices?|answers?|alternatives?|distractors?|responses?) ?(?:\d{1,2}|[a-z])$/,
  ],
  ['option', /^(?:\d|[a-h])$/],
  [
    'key',
    /^(?:correct|right)(?: (?:answers?|options?|choices?|responses?|keys?))?(?: letters?| numbers?| index(?:es)?)?$/,
  ],
  ['key', /^(?:answers?|answer keys?|keys?|solutions?)$/],
  [
    'overallRationale',
    /^(?:(?:overall|general|answer) )?(?:explanations?|rationales?|feedback|justification|reason|comments?|notes?)$/,
  ],
  ['id', /^(?:#|no|nr|number|id|(?:question|item) (?:id|no|nr|number|#))$/],
  ['stem', /^(?:questions?|stems?|prompt|item|q|(?:question|item) (?:text|stem)|text)$/],
  [
    'topic',
    /^(?:domains?|topics?|categor(?:y|ies)|subjects?|sections?|tags?|objectives?|chapter|knowledge area)$/,
  ],
  ['stimulus', /^(?:backgrounds?|scenarios?|contexts?|passages?|stimul(?:us|i)|cases?(?: study)?)$/],
  ['title', /^(?:titles?|names?|question (?:title|name)|headline)$/],
];

function roleOf(name: string): ColumnRole {
  const plain = name.toLowerCase().replaceAll('(s)', 's');
  const bare = plain.replaceAll(/[\s_.:()\-/]+/g, ' ').trim();
  return namedRole(bare) ?? namedRole(withoutNote(plain)) ?? 'ignored';
}

function namedRole(bare: string): ColumnRole | undefined {
  return NAMES.find(([, pattern]) => pattern.test(bare))?.[0];
}

/** Templates say in the header what to write: "Answer 3 (optional)", "Question - max 120 characters". */
function withoutNote(name: string): string {
  const bare = name.slice(0, 200).replace(/\s{0,3}\([^()]{0,100}\)\s{0,3}$/, '');
  const note = bare.search(/\s[-–—]\s/);
  return (note === -1 ? bare : bare.slice(0, note)).trim();
}

/** What the first row says about the columns; null when it is no header. */
export function readHeader(row: readonly string[]): HeaderReading | null {
  const roles = onlyOnce(row.map(roleOf));
  const count = (role: ColumnRole): number => roles.filter((found) => found === role).length;
  const isHeader =
    count('stem') === 1 && (count('option') > 0 || count('key') > 0) && row.every((cell) => cell.length < 80);
  if (!isHeader) return null;
  const names = row.map((name) => name.toLowerCase().trim());
  const options = names.filter((_, at) => roles[at] === 'option');
  const hasWrong = count('key') === 1 && options.length > 0 && options.every((name) => WRONG.test(name));
  const isUdemy = ['question', 'question type', 'answer option 1', 'correct answers'].every((name) =>
    names.includes(name),
  );
  return {
    layout: {
      hasHeader: true,
      keyStyle: hasWrong ? 'option' : keyStyleOf(names[roles.indexOf('key')] ?? '', isUdemy),
      roles,
    },
    isCertain: count('option') > 1 && count('key') === 1,
    isUdemy,
  };
}

/** "Correct Answer" beside nothing but "Incorrect Answer 1" and the like is an option, and not the letter of one. */
const WRONG = /^(?:(?:incorrect|wrong)[ _.-]|distractor)/;

/** The first row that names question, options and key, among those that a template has above its table; else the first of all. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const at = rows.slice(0, MAX_PREAMBLE).findIndex((row) => readHeader(row)?.isCertain === true);
  const areWords = rows.slice(0, Math.max(0, at)).every(holdsWords);
  return at === -1 || !areWords || readHeader(rows[0] ?? []) !== null ? 0 : at;
}

/** Words above a table fill a cell or two; a row with more may be a question. */
function holdsWords(row: readonly string[]): boolean {
  return row.filter((cell) => cell.trim() !== '').length < 3;
}

const MAX_PREAMBLE = 15;

/** The row of a template that says below each name what belongs there; a question may speak of what is required, but has a key. */
export function isInstruction(row: readonly string[], roles: readonly ColumnRole[]): boolean {
  const [stem, key] = [row[roles.indexOf('stem')] ?? '', row[roles.indexOf('key')]?.trim() ?? ''];
  const statesKey =
    /^[\dA-Ja-j\s,;&]{1,20}$/.test(key) || row.filter((cell) => cell.trim() === key).length > 1;
  return isNote(stem) && !statesKey && row.filter(isNote).length >= 2;
}

function isNote(cell: string): boolean {
  return /\((?:optional|required)\b/i.test(cell.slice(0, 300));
}

function keyStyleOf(name: string, isUdemy: boolean): TableLayout['keyStyle'] {
  if (isUdemy || /number|index/.test(name)) return 'numbers';
  return /letter/.test(name) ? 'letters' : 'any';
}

/** Parts that an item has once keep the first column of their kind. */
function onlyOnce(roles: readonly ColumnRole[]): readonly ColumnRole[] {
  return roles.map((role, at) =>
    role === 'option' || role === 'rationale' || roles.indexOf(role) === at ? role : 'ignored',
  );
}

/** The layout of rows without a header: a long text, texts, and short letters or numbers behind or before them. */
export function guessLayout(rows: readonly (readonly string[])[]): TableLayout {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) =>
    rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== ''),
  );
  const share = (cells: readonly string[], pattern: RegExp): number =>
    cells.length === 0 ? 0 : cells.filter((cell) => pattern.test(cell)).length / cells.length;
  const length = (cells: readonly string[]): number =>
    cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);
  const key = columns.findLastIndex(
    (cells) => share(cells, /^(?:[A-Ha-h]|\d)(?:\s*[,;&]\s*(?:[A-Ha-h]|\d))*$/) > 0.8,
  );
  const id = columns.findIndex(
    (cells, at) => at !== key && at < 2 && share(cells, /^[A-Za-z]{0,4}-?\d{1,6}$/) > 0.8,
  );
  const texts = columns.map((_, at) => at).filter((at) => at !== key && at !== id);
  const stem = texts.find(
    (at) =>
      length(columns[at] ?? []) >= 0.5 * Math.max(...texts.map((other) => length(columns[other] ?? []))),
  );
  const roles = columns.map((_, at): ColumnRole => {
    if (at === key) return 'key';
    if (at === id) return 'id';
    if (at === stem) return 'stem';
    return stem !== undefined && at > stem && (key < stem || at < key) ? 'option' : 'ignored';
  });
  return { hasHeader: false, keyStyle: 'any', roles };
}
