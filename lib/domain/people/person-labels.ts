/** Somebody in a list. `address` and `number` are what tells them from others of the same name, as far as the reader may see it. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly address?: string | null;
  readonly number?: string | null;
}

/** What the eye takes for the same name: upper and lower case, width and spaces don't make two people different. */
const asSeen = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

/**
 * What a list calls each of its people: their name and, wherever two have the same, the address too, or else their number. Where the
 * reader may see neither, or that is the same as well, they are counted in the order of their ids, so that each stays who they are.
 *
 * @param people each id once
 * @returns a label for each id, no two of them equal
 */
export function personLabels(people: readonly NamedPerson[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const group of groupsBy(people, ({ name }) => asSeen(name))) {
    const alone = group.length === 1;
    for (const person of group) labels.set(person.id, alone ? person.name : withDistinction(person));
    if (!alone) countThoseLeft(group, labels);
  }
  return labels;
}

/** Whether anything beside the name tells this person from others. */
const withDistinction = ({ name, address, number }: NamedPerson): string => {
  const distinction = address || number;
  return distinction ? `${name} (${distinction})` : name;
};

function countThoseLeft(group: readonly NamedPerson[], labels: Map<string, string>): void {
  for (const same of groupsBy(group, ({ id }) => asSeen(labels.get(id) ?? ''))) {
    if (same.length === 1) continue;
    const inOrder = [...same].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const [index, { id, name }] of inOrder.entries()) labels.set(id, `${name} (${index + 1})`);
  }
}

function groupsBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
