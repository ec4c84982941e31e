import type { LabelledText } from './key-value';
import type { Ledger } from './ledger';
import type { Meta } from './lines/meta-line';
import type { WrittenRationale } from './rationales/written-rationale';

export interface WrittenKey {
  readonly value: string;
  readonly line: number;
  readonly column: number;
  /** Where the value ends, without what follows it. */
  readonly endLine: number;
  readonly endColumn: number;
  /** Index of the line that states it. */
  readonly index: number;
}

export interface TailItem {
  readonly index: number;
  readonly number: number;
  /** Labels of its options, upper case, in order, each once. */
  readonly labels: readonly string[];
  readonly options: readonly LabelledText[];
}

/** Where the reading of a tail stands. */
export interface Reading {
  readonly ledger: Ledger;
  readonly to: number;
  readonly item: TailItem;
  readonly isRepeatedPreamble: (text: string) => boolean;
  readonly keys: WrittenKey[];
  readonly rationales: WrittenRationale[];
  readonly meta: Meta[];
  /** The rationale that the next line may continue, and the index of its last line. */
  current: WrittenRationale | null;
  currentEnd: number;
  /** The last label of the latest rationale that named one. */
  lastLabel: string | null;
  /** Depth of the lines that begin rationales; deeper ones belong to them. */
  indent: number | null;
  inSection: boolean;
  /** The options are boxes, which state the key: only an explanation can follow. */
  readonly isBoxed: boolean;
  /** Words such as "Show answer" were read, and no key yet. */
  isCaptioned: boolean;
  /** See RationaleContext. */
  readonly countsAll: boolean;
  afterBlank: boolean;
  /** Lines after a blank one: they continue the rationale only if another rationale follows. */
  readonly deferred: number[];
}

/** Index of the next line that says something. */
export function nextText(reading: Reading, index: number): number | null {
  for (let next = index + 1; next < reading.to; next += 1) {
    const type = reading.ledger.lines[next]?.shape.type;
    if (type !== 'blank' && type !== 'rule') return next;
  }
  return null;
}

export function lineNumber(reading: Reading, index: number): number {
  return reading.ledger.lines[index]?.number ?? index + 1;
}
