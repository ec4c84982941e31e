import type { SourceLine } from '../source-lines';

/** The lines of a block as one text, and where each of its characters stands in the source. */
export class GiftText {
  readonly text: string;
  private readonly starts: number[] = [];

  constructor(private readonly lines: readonly SourceLine[]) {
    let at = 0;
    for (const line of lines) {
      this.starts.push(at);
      at += line.text.length + 1;
    }
    this.text = lines.map((line) => line.text).join('\n');
  }

  /** Line and column, from 1. */
  placeOf(offset: number): { readonly line: number; readonly column: number } {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: this.lines[low]?.number ?? 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}

/** A pair of braces; `to` is the place of the closing one, or the end of the text. */
export interface BraceGroup {
  readonly from: number;
  readonly to: number;
}

/** The outermost pairs of braces that aren't escaped. */
export function braceGroups(text: string): readonly BraceGroup[] {
  const groups: BraceGroup[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') {
      if (depth === 0) from = at;
      depth += 1;
    } else if (char === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) groups.push({ from, to: at });
    }
  }
  if (depth > 0) groups.push({ from, to: text.length });
  return groups;
}

/** The pair that holds the answers: code in a stem has braces as well, so that the last one that looks like answers counts. */
export function answerGroup(text: string, groups: readonly BraceGroup[]): BraceGroup | null {
  const start = (group: BraceGroup): string =>
    text.slice(group.from + 1, Math.min(group.to, group.from + 200)).trimStart();
  const looks = [/^[=~]/, /^(?:T(?:RUE)?|F(?:ALSE)?)\s*(?:#|$)/i, /^#/, /^$/] as const;
  for (const look of looks) {
    const found = groups.findLast((group) => look.test(start(group)));
    if (found !== undefined) return found;
  }
  return groups.at(-1) ?? null;
}

/** Escapes of GIFT; a backslash before anything else stays. */
export function unescapeGift(text: string): string {
  return text.replaceAll(/\\([\\:~=#{}n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

/** The place of an unescaped mark, or -1. */
export function findBare(text: string, mark: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.startsWith(mark, at)) return at;
  }
  return -1;
}
