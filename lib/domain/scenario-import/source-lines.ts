/** What can hide in a line without being seen; the parser says so instead of passing it on. */
export type CharacterFault = 'control' | 'bidi' | 'unreadable';

export interface CharacterFinding {
  readonly fault: CharacterFault;
  /** Column of the first one in the line as written, from 1, in UTF-16 units as editors count. */
  readonly column: number;
  readonly count: number;
  /** Runs of them next to each other: first column and length. Cut off after MAX_RUNS. */
  readonly runs: readonly { readonly column: number; readonly length: number }[];
}

/** More places in one line than anybody would look at one by one. */
export const MAX_RUNS = 20;

export interface SourceLine {
  /** From 1. */
  readonly number: number;
  /** Clean text: no control, bidirectional-override or half characters. */
  readonly text: string;
  readonly findings: readonly CharacterFinding[];
  /** Offset in the line as written for each unit of the text and one more for its end; null where they are the same. */
  readonly offsets: readonly number[] | null;
  /** Length of the line as written. */
  readonly length: number;
}

/**
 * Splits at CRLF, LF or CR. A terminator ends a line and begins none, so a file with and one without a final newline have
 * the same lines. A byte order mark at the start is dropped.
 */
export function splitLines(source: string): readonly SourceLine[] {
  const lines = (source.startsWith('\ufeff') ? source.slice(1) : source).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((raw, index) => cleanLine(raw, index + 1));
}

export const blankLines = (lines: readonly SourceLine[]): readonly boolean[] =>
  lines.map(({ text }) => text.trim() === '');

const REPLACEMENT = '\ufffd';

function cleanLine(raw: string, number: number): SourceLine {
  let text = '';
  let copied = 0;
  const found = new Map<CharacterFault, Finding>();
  const removed: number[] = [];
  for (let at = 0; at < raw.length; at += 1) {
    const instead = substituteAt(raw, at);
    if (instead === null) continue;
    text += raw.slice(copied, at) + instead.text;
    copied = at + 1;
    if (instead.text === '') removed.push(at);
    if (instead.fault !== null) note(found, instead.fault, at + 1);
  }
  const findings = [...found].map(([fault, where]) => ({ fault, ...where }));
  const offsets = removed.length === 0 ? null : offsetsWithout(raw.length, removed);
  return {
    number,
    text: copied === 0 ? raw : text + raw.slice(copied),
    findings,
    offsets,
    length: raw.length,
  };
}

interface Finding {
  readonly column: number;
  count: number;
  readonly runs: { readonly column: number; length: number }[];
}

function note(found: Map<CharacterFault, Finding>, fault: CharacterFault, column: number): void {
  const finding = found.get(fault);
  if (finding === undefined) {
    found.set(fault, { column, count: 1, runs: [{ column, length: 1 }] });
    return;
  }
  finding.count += 1;
  const run = finding.runs.at(-1);
  if (run !== undefined && run.column + run.length === column) run.length += 1;
  else if (finding.runs.length <= MAX_RUNS) finding.runs.push({ column, length: 1 });
}

function offsetsWithout(length: number, removed: readonly number[]): readonly number[] {
  const offsets: number[] = [];
  let next = 0;
  for (let at = 0; at <= length; at += 1) {
    if (removed[next] === at) next += 1;
    else offsets.push(at);
  }
  return offsets;
}

interface Substitute {
  readonly text: string;
  readonly fault: CharacterFault | null;
}

const SPACE: Substitute = { text: ' ', fault: null };
const CONTROL: Substitute = { text: REPLACEMENT, fault: 'control' };
const BIDI: Substitute = { text: '', fault: 'bidi' };
const UNREADABLE: Substitute = { text: REPLACEMENT, fault: 'unreadable' };

/** What stands in for the UTF-16 unit at this place, or null when it may stay. */
function substituteAt(raw: string, at: number): Substitute | null {
  const unit = raw.charCodeAt(at);
  if (unit < 0x20) return unit === 0x09 ? null : unit === 0x0b || unit === 0x0c ? SPACE : CONTROL;
  if (unit < 0x7f) return null;
  if (unit < 0xa0) return unit === 0x85 ? SPACE : CONTROL;
  if (unit === 0x2028 || unit === 0x2029) return SPACE;
  // Overrides, embeddings and isolates can make a key look like another option. Marks (200E, 200F) are harmless.
  if ((unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069)) return BIDI;
  if (unit === 0xfffd) return UNREADABLE;
  if (unit < 0xd800 || unit > 0xdfff) return null;
  return isHalfPair(raw, at, unit) ? UNREADABLE : null;
}

/** A surrogate without its partner: not text, and the database refuses it. */
function isHalfPair(raw: string, at: number, unit: number): boolean {
  const isHigh = unit < 0xdc00;
  const partner = raw.charCodeAt(isHigh ? at + 1 : at - 1);
  return isHigh ? !(partner >= 0xdc00 && partner <= 0xdfff) : !(partner >= 0xd800 && partner <= 0xdbff);
}
