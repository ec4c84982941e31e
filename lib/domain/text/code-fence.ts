/** A line of three or more back quotes or tildes. */
export interface Fence {
  readonly marks: string;
  /** Word after the marks of an opening fence, '' when there is none. */
  readonly language: string;
}

const FENCE = /^[ \t]{0,8}(`{3,}|~{3,})([^`]*)$/;

/** Reads a fence line, or gives null. */
export function readFence(line: string): Fence | null {
  const match = FENCE.exec(line);
  if (match?.[1] === undefined) return null;
  return { marks: match[1], language: (match[2] ?? '').trim().split(/\s/, 1)[0] ?? '' };
}

/** A closing fence is at least as long as the opening one, of the same sign, and names no language. */
export function closesFence(open: Fence, fence: Fence): boolean {
  return fence.language === '' && fence.marks.startsWith(open.marks);
}

/**
 * For each line that opens a code block, the line that closes it. A fence without a partner isn't a fence: losing the
 * rest of a stem into a code block would be worse than showing three back quotes.
 */
export function closingFences(lines: readonly string[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: (Fence & { readonly at: number }) | null = null;
  for (const [at, line] of lines.entries()) {
    const fence = readFence(line);
    if (fence === null) continue;
    if (open !== null && closesFence(open, fence)) {
      pairs.set(open.at, at);
      open = null;
    } else if (open === null || fence.language !== '') open = { ...fence, at };
  }
  return pairs;
}
