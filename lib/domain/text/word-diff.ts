/** A run of one text or of both. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** More changes than this and the texts are two texts: showing what they share would only confuse, and cost. */
const MAX_CHANGES = 400;

/**
 * What turns one text into another, word by word. The added and same parts joined give `after`; the removed and same parts give
 * `before`, up to single spaces. A word is a run of letters and digits, every other sign is one of its own, and so is white
 * space other than one space after a word, which belongs to the word and is no difference. The fewest words are marked (Myers 1986, An O(ND) Difference Algorithm); beyond MAX_CHANGES everything between the
 * common beginning and the common end is. Work is at most length x MAX_CHANGES.
 */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const [old, next] = [toWords(before), toWords(after)];
  const shorter = Math.min(old.length, next.length);
  let start = 0;
  while (start < shorter && isSame(old[start], next[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(old[old.length - 1 - end], next[next.length - 1 - end])) end += 1;
  const middle = diffMiddle(old.slice(start, old.length - end), next.slice(start, next.length - end));
  return joinRuns([
    ...next.slice(0, start).map((text): DiffPart => ({ kind: 'same', text })),
    ...middle,
    ...next.slice(next.length - end).map((text): DiffPart => ({ kind: 'same', text })),
  ]);
}

const toWords = (text: string): string[] =>
  text.match(/(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s])(?: (?!\s))?|\s+/gu) ?? [];

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && bare(one) === bare(other));

const bare = (word: string): string =>
  word.length > 1 && word.endsWith(' ') ? word.trimEnd() || word : word;

function diffMiddle(old: readonly string[], next: readonly string[]): readonly DiffPart[] {
  const trace = old.length > 0 && next.length > 0 ? shortestEdit(old, next) : null;
  if (trace !== null) return walkBack(old, next, trace);
  return [
    ...old.map((text): DiffPart => ({ kind: 'removed', text })),
    ...next.map((text): DiffPart => ({ kind: 'added', text })),
  ];
}

/** Furthest place in `old` on each diagonal, `offset` being diagonal 0. */
interface Frontier {
  readonly furthest: Int32Array;
  readonly offset: number;
}

const reach = ({ furthest, offset }: Frontier, diagonal: number): number => furthest[offset + diagonal] ?? -1;

/** Whether diagonal `k` is reached best by a step down (an added word) from k + 1. */
const comesDown = (from: Frontier, changes: number, k: number): boolean =>
  k === -changes || (k !== changes && reach(from, k - 1) < reach(from, k + 1));

/** The frontier before each further change; null when more than MAX_CHANGES are needed. */
function shortestEdit(old: readonly string[], next: readonly string[]): readonly Frontier[] | null {
  const trace: Frontier[] = [];
  let from: Frontier = { furthest: new Int32Array(3), offset: 1 };
  for (let changes = 0; changes <= MAX_CHANGES; changes += 1) {
    trace.push(from);
    const to: Frontier = { furthest: new Int32Array(2 * changes + 5).fill(-1), offset: changes + 2 };
    for (let k = -changes; k <= changes; k += 2) {
      let x = comesDown(from, changes, k) ? reach(from, k + 1) : reach(from, k - 1) + 1;
      while (x < old.length && x - k < next.length && isSame(old[x], next[x - k])) x += 1;
      to.furthest[to.offset + k] = x;
      if (x >= old.length && x - k >= next.length) return trace;
    }
    from = to;
  }
  return null;
}

function walkBack(
  old: readonly string[],
  next: readonly string[],
  trace: readonly Frontier[],
): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  let [x, y] = [old.length, next.length];
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const from = trace[changes];
    if (from === undefined) break;
    const k = x - y;
    const down = comesDown(from, changes, k);
    const beforeX = changes === 0 ? 0 : reach(from, down ? k + 1 : k - 1);
    const beforeY = changes === 0 ? 0 : beforeX - (down ? k + 1 : k - 1);
    while (x > beforeX && y > beforeY) {
      x -= 1;
      y -= 1;
      parts.push({ kind: 'same', text: next[y] ?? '' });
    }
    if (changes === 0) break;
    parts.push(
      down ? { kind: 'added', text: next[beforeY] ?? '' } : { kind: 'removed', text: old[beforeX] ?? '' },
    );
    [x, y] = [beforeX, beforeY];
  }
  return parts.reverse();
}

/** Neighbours of one kind become one part; between two same parts, what went stands before what came. */
function joinRuns(parts: readonly DiffPart[]): readonly DiffPart[] {
  const runs: DiffPart[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== '') runs.push({ kind: 'removed', text: removed });
    if (added !== '') runs.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const part of parts) {
    const last = runs.at(-1);
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else if (removed === '' && added === '' && last?.kind === 'same') {
      runs[runs.length - 1] = { kind: 'same', text: last.text + part.text };
    } else {
      flush();
      runs.push(part);
    }
  }
  flush();
  return runs;
}
