import type { CommitImportInput } from '@/lib/features/scenario-import/contract';

export const STEPS = ['Source', 'Preview and fix', 'Options', 'Import', 'Done'] as const;
/** Counts from 1, as on the screen. The last one is the page of the finished import. */
export type StepNumber = 1 | 2 | 3 | 4;

/** Everything that an unfinished import knows; kept in the browser until it is finished or a week old. */
export interface ImportDraft {
  readonly step: StepNumber;
  readonly sourceName: string;
  readonly sourceText: string;
  /** Id of a bank, or empty for a new one. */
  readonly bankId: string;
  readonly bankName: string;
  readonly certificationId: string;
  readonly licenceNote: string;
  /** Topic by item; see `itemKey`. Empty for none. */
  readonly topicOfItem: Readonly<Record<string, string>>;
  /** Blueprint domain by name of a topic that is made. */
  readonly domainOfTopic: Readonly<Record<string, string>>;
}

export const EMPTY_DRAFT: ImportDraft = {
  step: 1,
  sourceName: '',
  sourceText: '',
  bankId: '',
  bankName: '',
  certificationId: '',
  licenceNote: '',
  topicOfItem: {},
  domainOfTopic: {},
};

/** What an item is called in the draft: it survives edits above it, which an index wouldn't. */
export const itemKey = (item: {
  readonly number: number;
  readonly content: { readonly title: string | null };
}) => `${item.number} ${item.content.title ?? ''}`;

/** Where a pasted text comes from, when nobody said. */
export const PASTED = 'Pasted text';

interface KnownTopic {
  readonly id: string;
  readonly name: string;
}

/** The draft as the server takes it. `items` are those of the post, in its order. */
export function toCommitInput(
  draft: ImportDraft,
  items: readonly Parameters<typeof itemKey>[0][],
  topics: readonly KnownTopic[],
): CommitImportInput {
  const names = [...new Set(items.map((item) => draft.topicOfItem[itemKey(item)]?.trim() ?? ''))].filter(
    (name) => name !== '',
  );
  const idByName = new Map(topics.map((topic) => [topic.name, topic.id]));
  const certificationId = draft.certificationId === '' ? null : draft.certificationId;
  return {
    sourceName: draft.sourceName.trim() === '' ? PASTED : draft.sourceName,
    sourceText: draft.sourceText,
    bank:
      draft.bankId === ''
        ? { kind: 'new', name: draft.bankName, certificationId }
        : { kind: 'existing', id: draft.bankId },
    licenceNote: draft.licenceNote,
    topics: names.map((name) => {
      const id = idByName.get(name);
      if (id !== undefined) return { kind: 'existing', id };
      return { kind: 'named', name, blueprintDomainId: draft.domainOfTopic[name] || null };
    }),
    topicOfItem: Object.fromEntries(
      items.flatMap((item, index) => {
        const at = names.indexOf(draft.topicOfItem[itemKey(item)]?.trim() ?? '');
        return at === -1 ? [] : [[String(index), at]];
      }),
    ),
  };
}
