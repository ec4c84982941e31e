import type { ItemContent } from '../item/item-content';
import type { ItemIdentity } from './fingerprint';

/** Two options that share at least this part of their words (Dice) are one that was reworded. */
const REWORDED = 0.5;

interface Side {
  readonly content: ItemContent;
  readonly identity: ItemIdentity;
}

/**
 * The known option that each incoming one is, by the incoming id. An option whose text is recognised keeps its id wherever it
 * now stands; so does one that was reworded. What is left out is new.
 */
export function matchOptions(incoming: Side, known: Side): ReadonlyMap<string, string> {
  const free = new Map(known.content.options.map(({ id }, at) => [id, known.identity.options[at] ?? '']));
  const matched = new Map<string, string>();
  const take = (id: string, knownId: string): void => {
    matched.set(id, knownId);
    free.delete(knownId);
  };
  const ids = incoming.content.options.map(({ id }) => id);
  for (const [at, id] of ids.entries()) {
    const text = incoming.identity.options[at];
    const same = [...free].find(([, known]) => known === text)?.[0];
    if (same !== undefined && !matched.has(id)) take(id, same);
  }
  for (const [at, id] of ids.entries()) {
    if (matched.has(id) || free.size === 0) continue;
    const text = incoming.identity.options[at] ?? '';
    const [closest] = [...free]
      .map(([knownId, known]) => ({ knownId, likeness: sharedWords(text, known) }))
      .sort((one, other) => other.likeness - one.likeness);
    if (closest !== undefined && closest.likeness >= REWORDED) take(id, closest.knownId);
  }
  return matched;
}

/** Dice's coefficient of the words of two texts, from 0 to 1. */
function sharedWords(one: string, other: string): number {
  const [mine, theirs] = [new Set(one.split(' ')), new Set(other.split(' '))];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  return (2 * shared) / (mine.size + theirs.size);
}
