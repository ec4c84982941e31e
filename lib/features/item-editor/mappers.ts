import 'server-only';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { type ItemState, isKeyLocked } from '@/lib/domain/item/item-life';
import { toContent as toItemContent, toRichText } from '@/lib/infra/stored-item';
import type { EditableItem, EditorChoices, StimulusChoice, VersionPair, VersionText } from './contract';

/** What a version says, as PostgreSQL gives it. */
export interface ContentRow {
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffleLocked: boolean;
  readonly optionIds: readonly string[];
  readonly rationales: unknown;
}

export const toContent = ({ shuffleLocked, optionIds, ...row }: ContentRow): ItemContent =>
  toItemContent('a stored version', { ...row, shuffle_locked: shuffleLocked, option_ids: optionIds });

export interface ChoicesRow extends Omit<EditorChoices, 'stimuli'> {
  readonly stimuli: readonly (Omit<StimulusChoice, 'body'> & { readonly body: unknown })[];
}

export const toChoices = (row: ChoicesRow): EditorChoices => ({
  bankId: row.bankId,
  bankName: row.bankName,
  topics: row.topics,
  stimuli: row.stimuli.map((stimulus) => ({ ...stimulus, body: toRichText(stimulus.body, 'a background') })),
});

export interface EditableRow extends ChoicesRow, ContentRow {
  readonly id: string;
  readonly state: ItemState;
  readonly version: number;
  readonly stimulusId: string | null;
  readonly topicId: string | null;
  readonly licenceNote: string;
  readonly author: string | null;
  readonly createdAt: Date;
  readonly answered: boolean;
}

export function toEditableItem(row: EditableRow): EditableItem {
  const { id, state, version, stimulusId, topicId, licenceNote, author, createdAt, answered } = row;
  return {
    ...{ id, state, version, stimulusId, topicId, licenceNote, author },
    ...toChoices(row),
    content: toContent(row),
    savedAt: createdAt.toISOString(),
    isKeyLocked: isKeyLocked(state, answered),
  };
}

export interface VersionTextRow extends ContentRow, Omit<VersionText, 'content' | 'stimulus'> {
  readonly stimulus: unknown;
}

export interface PairRow extends Omit<VersionPair, 'from' | 'to'> {
  readonly texts: readonly VersionTextRow[];
}

const toVersionText = (row: VersionTextRow): VersionText => ({
  id: row.id,
  version: row.version,
  content: toContent(row),
  stimulus: row.stimulus === null ? null : toRichText(row.stimulus, 'a background'),
  author: row.author,
  createdAt: new Date(row.createdAt).toISOString(),
  changeNote: row.changeNote,
  importName: row.importName,
  licenceNote: row.licenceNote,
});

/** Null when one of the two isn't there. */
export function toVersionPair({ texts, ...row }: PairRow, from: number, to: number): VersionPair | null {
  const [first, second] = [
    texts.find(({ version }) => version === from),
    texts.find(({ version }) => version === to),
  ];
  return first === undefined || second === undefined
    ? null
    : { ...row, from: toVersionText(first), to: toVersionText(second) };
}
