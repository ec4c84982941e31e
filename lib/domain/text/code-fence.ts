/** A line of three or more back quotes or tildes. */
export interface Fence {
  readonly marks: string;
  /** Word after the marks of an opening fence, '' when there is none. */
  readonly language: string;
}

const FENCE = /^([ \t]*)(`{3,}|~{3,}(?!~))([^`]*)$/;

/** How far a fence may be indented in a post, and how far where the code may stand in a list within lists. */
const MAX_INDENT = 8;
const MAX_INDENT_IN_LISTS = 40;

/** Reads a fence line, or gives null. */
export function readFence(line: string, maxIndent = MAX_INDENT): Fence | null {
  const match = FENCE.exec(line);
  if (match?.[2] === undefined || (match[1]?.length ?? 0) > maxIndent) return null;
  const rest = match[3] ?? '';
  return { marks: match[2], language: rest === '' ? '' : (rest.trim().split(/\s/, 1)[0] ?? '') };
}

/** A closing fence is at least as long as the opening one, of the same sign, and names no language. */
export function closesFence(open: Fence, fence: Fence): boolean {
  return fence.language === '' && fence.marks.startsWith(open.marks);
}

interface FenceLine extends Fence {
  readonly at: number;
  /** Length of the longest fence below that could close one of its sign; 0 when there is none. */
  readonly longestBelow: number;
}

/**
 * For each line that opens a code block, the line that closes it. A fence without a partner isn't a fence: losing the
 * rest of a stem into a code block would be worse than showing three back quotes. A fence that names a language begins
 * a block of its own although another is open, unless it is too short (or of the wrong sign) to end that one and a partner follows.
 */
export function closingFences(lines: readonly string[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: FenceLine | null = null;
  for (const fence of fenceLines(lines)) {
    if (open !== null && closesFence(open, fence)) {
      pairs.set(open.at, fence.at);
      open = null;
    } else if (open === null || (fence.language !== '' && !isWithin(open, fence))) open = fence;
  }
  return pairs;
}

function isWithin(open: FenceLine, fence: Fence): boolean {
  return open.longestBelow >= open.marks.length && !fence.marks.startsWith(open.marks);
}

function fenceLines(lines: readonly string[]): readonly FenceLine[] {
  const found: FenceLine[] = [];
  const longest = new Map<string, number>();
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const fence = readFence(lines[at] ?? '', MAX_INDENT_IN_LISTS);
    if (fence === null) continue;
    const { marks, language } = fence;
    const sign = marks.charAt(0);
    const longestBelow = longest.get(sign) ?? 0;
    found.push({ marks, language, at, longestBelow });
    if (language === '') longest.set(sign, Math.max(longestBelow, marks.length));
  }
  return found.reverse();
}
