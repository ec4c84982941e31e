import { followOrder, toEditorText } from '@/lib/domain/item/editor-text';
import { type ItemText, type OptionText, toItemText } from '@/lib/domain/item/item-text';
import type { EditableItem, ItemDraft, StimulusChoice } from '@/lib/features/item-editor/contract';

/** Everything that the form holds. `background` is `none`, `new`, or the id of one of the bank's. */
export interface EditorDraft {
  readonly item: ItemText;
  readonly background: string;
  readonly backgroundText: string;
  readonly topicId: string;
  /** The topic that the author began with. */
  readonly topicWas: string;
  readonly licenceNote: string;
  readonly changeNote: string;
}

export const NONE = 'none';
export const NEW = 'new';

export const emptyDraft = (optionIds: readonly string[]): EditorDraft => ({
  item: { title: '', stem: '', options: optionIds.map(newOption), overall: '', shuffle: 'auto' },
  ...{ background: NONE, backgroundText: '', topicId: '', topicWas: '', licenceNote: '', changeNote: '' },
});

export const newOption = (id: string): OptionText => ({ id, text: '', isKey: false, rationale: '' });

export const backgroundTextOf = (choice: StimulusChoice | undefined): string =>
  choice === undefined ? '' : toEditorText(choice.body, []);

export const draftOf = (item: EditableItem): EditorDraft => ({
  item: toItemText(item.content),
  background: item.stimulusId ?? NONE,
  backgroundText: backgroundTextOf(item.stimuli.find(({ id }) => id === item.stimulusId)),
  topicId: item.topicId ?? '',
  topicWas: item.topicId ?? '',
  licenceNote: item.licenceNote,
  changeNote: '',
});

const idOf = (chosen: string): string | null => (chosen === '' ? null : chosen);

/** What is sent. */
export function payloadOf(draft: EditorDraft, stimuli: readonly StimulusChoice[]): ItemDraft {
  const chosen = stimuli.find(({ id }) => id === draft.background);
  const text = draft.backgroundText;
  const { id = '', versionId = '' } = chosen ?? {};
  return {
    item: { ...draft.item, options: [...draft.item.options] },
    stimulus:
      chosen !== undefined
        ? { kind: 'existing', id, versionId, text }
        : draft.background === NEW
          ? { kind: 'new', text }
          : { kind: 'none' },
    topicId: idOf(draft.topicId),
    topicWas: idOf(draft.topicWas),
    licenceNote: draft.licenceNote,
    changeNote: draft.changeNote,
  };
}

/** Other options, or another order of them; every text goes on meaning the options that it meant. */
export function withOptions(item: ItemText, options: readonly OptionText[]): ItemText {
  const [before, after] = [item.options.map(({ id }) => id), options.map(({ id }) => id)];
  const follow = (text: string): string => followOrder(text, before, after);
  return {
    ...item,
    options: options.map((option) => ({
      ...option,
      text: followOption(option.text, follow),
      rationale: follow(option.rationale),
    })),
    overall: follow(item.overall),
  };
}

/** An option is read as one that speaks about others only when it plainly does; a lone letter in it stays. */
const followOption = (text: string, follow: (text: string) => string): string =>
  /\[\[[A-Z]\]\]|\b[A-J]\b.{0,12}\b[A-J]\b/.test(text) ? follow(text) : text;

export function moveOption(item: ItemText, at: number, by: -1 | 1): ItemText {
  const options = [...item.options];
  const [moved] = options.splice(at, 1);
  if (moved === undefined || at + by < 0 || at + by > options.length) return item;
  options.splice(at + by, 0, moved);
  return withOptions(item, options);
}
