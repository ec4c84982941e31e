import { type ItemIdentity, questionOf } from './fingerprint';

/**
 * Finds for each incoming item the existing one that it is a version of, or null. Each existing item is given once. The
 * surest signs go first: stem, options and key; stem and options; then the stem with at least half of the options; then the
 * title with at least half of them, for a corrected stem. A stem alone is not enough: banks hold the same question with
 * other options. A null is looked past.
 */
export function matchItems(
  incoming: readonly (ItemIdentity | null)[],
  existing: readonly (ItemIdentity | null)[],
): readonly (number | null)[] {
  const matches = new Array<number | null>(incoming.length).fill(null);
  const taken = new Set<number>();
  const rounds: readonly Round[] = [
    { key: (item) => JSON.stringify([questionOf(item), item.key, item.title]), agrees: () => true },
    { key: (item) => JSON.stringify([questionOf(item), item.title]), agrees: () => true },
    { key: questionOf, agrees: () => true },
    { key: (item) => item.stem, agrees: sharesHalfOfOptions },
    { key: (item) => (item.title === '' ? null : item.title), agrees: sharesHalfOfOptions },
  ];
  for (const round of rounds) runRound(round, incoming, existing, matches, taken);
  return matches;
}

interface Round {
  readonly key: (item: ItemIdentity) => string | null;
  readonly agrees: (one: ItemIdentity, other: ItemIdentity) => boolean;
}

/** Looking at a few namesakes is enough, and keeps a bank of a thousand equal titles from taking a million comparisons. */
const MAX_NAMESAKES = 20;

function runRound(
  round: Round,
  incoming: readonly (ItemIdentity | null)[],
  existing: readonly (ItemIdentity | null)[],
  matches: (number | null)[],
  taken: Set<number>,
): void {
  const byKey = new Map<string, number[]>();
  for (const [index, item] of existing.entries()) {
    const key = item === null || taken.has(index) ? null : round.key(item);
    if (key === null) continue;
    const namesakes = byKey.get(key);
    if (namesakes === undefined) byKey.set(key, [index]);
    else namesakes.push(index);
  }
  if (byKey.size === 0) return;
  for (const [index, item] of incoming.entries()) {
    if (item === null || matches[index] !== null) continue;
    const key = round.key(item);
    const namesakes = key === null ? undefined : byKey.get(key);
    if (namesakes === undefined) continue;
    const at = namesakes.slice(0, MAX_NAMESAKES).findIndex((candidate) => {
      const other = existing[candidate] ?? null;
      return other !== null && round.agrees(item, other);
    });
    const found = at === -1 ? undefined : namesakes.splice(at, 1)[0];
    if (found === undefined) continue;
    matches[index] = found;
    taken.add(found);
  }
}

function sharesHalfOfOptions(one: ItemIdentity, other: ItemIdentity): boolean {
  const texts = new Set(other.options);
  const shared = one.options.filter((text) => texts.has(text)).length;
  return shared > 0 && shared * 2 >= Math.max(one.options.length, other.options.length);
}
