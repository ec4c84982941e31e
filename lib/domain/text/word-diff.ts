export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this the middle of two texts is shown as replaced as a whole: nobody reads a word-by-word diff of that length. */
const MAX_CELLS = 1_000_000;

/**
 * What changed from one text to the other, word by word. The removed and same parts together are `before`, the added and
 * same parts `after`, character by character. By the longest common subsequence of words, after the common ends.
 */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const [one, other] = [toWords(before), toWords(after)];
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  while (start < shortest && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shortest - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const parts: DiffPart[] = [];
  push(parts, 'same', one.slice(0, start));
  diffMiddle(parts, one.slice(start, one.length - end), other.slice(start, other.length - end));
  push(parts, 'same', one.slice(one.length - end));
  return parts;
}

/** Words, signs and runs of white space; nothing is lost. */
function toWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function diffMiddle(parts: DiffPart[], one: readonly string[], other: readonly string[]): void {
  if (one.length * other.length > MAX_CELLS) {
    push(parts, 'removed', one);
    push(parts, 'added', other);
    return;
  }
  const width = other.length + 1;
  // lengths[at * width + to]: words in common from one[at] and other[to] on.
  const lengths = new Uint32Array((one.length + 1) * width);
  const common = (at: number, to: number): number => lengths[at * width + to] ?? 0;
  for (let at = one.length - 1; at >= 0; at -= 1) {
    for (let to = other.length - 1; to >= 0; to -= 1) {
      lengths[at * width + to] =
        one[at] === other[to] ? common(at + 1, to + 1) + 1 : Math.max(common(at + 1, to), common(at, to + 1));
    }
  }
  let at = 0;
  let to = 0;
  while (at < one.length || to < other.length) {
    if (at < one.length && to < other.length && one[at] === other[to]) {
      push(parts, 'same', [one[at] ?? '']);
      at += 1;
      to += 1;
    } else if (to === other.length || (at < one.length && common(at + 1, to) >= common(at, to + 1))) {
      push(parts, 'removed', [one[at] ?? '']);
      at += 1;
    } else {
      push(parts, 'added', [other[to] ?? '']);
      to += 1;
    }
  }
}

/** Adds words to the last part of their kind; within one stretch of changes what was removed stands before what was added. */
function push(parts: DiffPart[], kind: DiffPart['kind'], words: readonly string[]): void {
  const text = words.join('');
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) {
    parts[parts.length - 1] = { kind, text: last.text + text };
  } else if (kind === 'removed' && last?.kind === 'added' && parts.at(-2)?.kind === 'removed') {
    const removed = parts.at(-2)?.text ?? '';
    parts[parts.length - 2] = { kind, text: removed + text };
  } else parts.push({ kind, text });
}
