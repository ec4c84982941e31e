/** Lines of one side of a difference. `first` counts from 1; with no lines it is where they would stand. */
export interface LineRun {
  readonly first: number;
  readonly lines: readonly string[];
}

export interface LineChange {
  readonly before: LineRun;
  readonly after: LineRun;
}

/**
 * The places in which two texts differ, by lines and in their order. Lines that both hold exactly once and in the same order
 * hold the two together; between them, what is not common at either end has changed. Takes time in proportion to the texts.
 */
export function diffLines(before: string, after: string): readonly LineChange[] {
  const [one, other] = [before.split('\n'), after.split('\n')];
  const changes: LineChange[] = [];
  let [at, to] = [0, 0];
  for (const [nextAt, nextTo] of [...anchors(one, other), [one.length, other.length] as const]) {
    const change = changeBetween(one.slice(at, nextAt), other.slice(to, nextTo), [at, to]);
    if (change !== null) changes.push(change);
    [at, to] = [nextAt + 1, nextTo + 1];
  }
  return changes;
}

type Pair = readonly [number, number];

/** Where lines stand that occur once in each text: as many as keep their order. */
function anchors(one: readonly string[], other: readonly string[]): readonly Pair[] {
  const [mine, theirs] = [onlyPlaces(one), onlyPlaces(other)];
  const pairs: Pair[] = [];
  for (const [line, at] of mine) {
    const to = theirs.get(line);
    if (to !== undefined && at !== null && to !== null) pairs.push([at, to]);
  }
  return longestRise(pairs);
}

/** Each line with its place; null for one that stands in several. */
function onlyPlaces(lines: readonly string[]): ReadonlyMap<string, number | null> {
  const places = new Map<string, number | null>();
  for (const [at, line] of lines.entries()) places.set(line, places.has(line) ? null : at);
  return places;
}

/** The longest choice of pairs whose second places rise as the first ones do; by patience sorting. */
function longestRise(pairs: readonly Pair[]): readonly Pair[] {
  const inOrder = [...pairs].sort((a, b) => a[0] - b[0]);
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [index, [, to]] of inOrder.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((inOrder[tops[middle] ?? 0]?.[1] ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  }
  const chosen: Pair[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = inOrder[index];
    if (pair) chosen.push(pair);
  }
  return chosen.reverse();
}

function changeBetween(one: readonly string[], other: readonly string[], [at, to]: Pair): LineChange | null {
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  while (start < shortest && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shortest - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  if (start + end === one.length && start + end === other.length) return null;
  return {
    before: { first: at + start + 1, lines: one.slice(start, one.length - end) },
    after: { first: to + start + 1, lines: other.slice(start, other.length - end) },
  };
}
