import { trimLines } from '../ledger';

export interface WrittenRationale {
  /** Upper case; empty for an explanation that names no option. */
  readonly labels: readonly string[];
  readonly line: number;
  /** Index of the line that begins it. */
  readonly index: number;
  readonly lines: string[];
}

/** The text of a rationale with its paragraphs. */
export function rationaleText(rationale: WrittenRationale): string {
  return trimLines(rationale.lines);
}
