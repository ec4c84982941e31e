import type { ItemIdentity } from './fingerprint';

/**
 * Finds for each incoming item the existing one that it is a version of, or null. Each existing item is given once. The
 * surest signs go first: stem and options; then the stem with at least half of the options; then the title with at least
 * half of them, for a corrected stem. A stem alone is not enough: banks hold the same question with other options.
 */
export function matchItems(
  incoming: readonly ItemIdentity[],
  existing: readonly ItemIdentity[],
): readonly (number | null)[] {
  const matches = new Array<number | null>(incoming.length).fill(null);
  const taken = new Set<number>();
  const rounds: readonly Round[] = [
    { key: (item) => JSON.stringify([item.stem, [...item.options].sort(), item.title]), agrees: () => true },
    { key: (item) => JSON.stringify([item.stem, [...item.options].sort()]), agrees: () => true },
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
  incoming: readonly ItemIdentity[],
  existing: readonly ItemIdentity[],
  matches: (number | null)[],
  taken: Set<number>,
): void {
  const byKey = new Map<string, number[]>();
  for (const [index, item] of existing.entries()) {
    const key = taken.has(index) ? null : round.key(item);
    if (key === null) continue;
    const namesakes = byKey.get(key);
    if (namesakes === undefined) byKey.set(key, [index]);
    else namesakes.push(index);
  }
  for (const [index, item] of incoming.entries()) {
    const key = matches[index] === null ? round.key(item) : null;
    const namesakes = key === null ? undefined : byKey.get(key);
    if (namesakes === undefined) continue;
    const at = namesakes.slice(0, MAX_NAMESAKES).findIndex((candidate) => {
      const other = existing[candidate];
      return other !== undefined && round.agrees(item, other);
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
