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
 * @param people somebody may stand in several rows of a list
 * @returns a label for each id, no two of them equal
 */
export function personLabels(people: readonly NamedPerson[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const once = [...new Map(people.map((person) => [person.id, person])).values()];
  for (const group of groupsBy(once, ({ name }) => asSeen(name))) {
    const alone = group.length === 1;
    for (const person of group) labels.set(person.id, alone ? person.name : withDistinction(person));
    if (!alone) countThoseLeft(group, labels);
  }
  return labels;
}

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

/** A row about somebody as a query gives it, whatever else it holds. */
interface LearnerColumns {
  readonly learner: string;
  readonly learnerId: string;
  readonly learnerEmail: string;
}

/** The rows of a list with the label of their learner in place of the name, and without what made it. */
export function labelLearners<T extends LearnerColumns>(
  rows: readonly T[],
): readonly (Omit<T, 'learnerId' | 'learnerEmail'> & { readonly learner: string })[] {
  const labels = personLabels(
    rows.map(({ learnerId, learner, learnerEmail }) => ({
      id: learnerId,
      name: learner,
      address: learnerEmail,
    })),
  );
  return rows.map(({ learnerId, learnerEmail: _, ...row }) => ({
    ...row,
    learner: labels.get(learnerId) ?? row.learner,
  }));
}
