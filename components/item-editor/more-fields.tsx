'use client';

import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Select, TextInput } from '@/components/ui/text-control';
import { type ItemText, toContentOf } from '@/lib/domain/item/item-text';
import type { EditorChoices } from '@/lib/features/item-editor/contract';
import type { EditorDraft } from './editor-draft';

/** What belongs to a question besides its text. */
export function MoreFields({
  draft,
  choices,
  isNew,
  errorOf,
  onChange,
}: {
  draft: EditorDraft;
  choices: EditorChoices;
  isNew: boolean;
  errorOf: (field: string) => string | undefined;
  onChange: (changes: Partial<EditorDraft>) => void;
}) {
  const { item } = draft;
  const found = toContentOf({ ...item, shuffle: 'auto' }).shuffleLocked;
  const setShuffle = (shuffle: ItemText['shuffle']) => onChange({ item: { ...item, shuffle } });
  return (
    <div className="flex flex-col gap-6">
      <Field
        id="topic"
        label="Topic"
        hint="Strengths and weaknesses are told by it."
        error={errorOf('topic')}
        optional
      >
        {(control) => (
          <Select
            {...control}
            value={draft.topicId}
            onChange={(event) => onChange({ topicId: event.target.value })}
          >
            <option value="">None</option>
            {choices.topics.map((topic) => (
              <option key={topic.id} value={topic.id}>
                {topic.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ChoiceGroup id="shuffle" label="Order of the options">
        <Radio
          name="shuffle-choice"
          label={found ? 'As found: locked, because options speak about others' : 'As found: may be shuffled'}
          checked={item.shuffle === 'auto'}
          onChange={() => setShuffle('auto')}
        />
        <Radio
          name="shuffle-choice"
          label="Always this order"
          checked={item.shuffle === 'locked'}
          onChange={() => setShuffle('locked')}
        />
        <Radio
          name="shuffle-choice"
          label="May be shuffled"
          checked={item.shuffle === 'free'}
          onChange={() => setShuffle('free')}
        />
      </ChoiceGroup>
      <Field id="licence" label="Licence and source" hint="Who may use it and where it is from." optional>
        {(control) => (
          <TextInput
            {...control}
            maxLength={2000}
            value={draft.licenceNote}
            onChange={(event) => onChange({ licenceNote: event.target.value })}
          />
        )}
      </Field>
      {isNew ? null : (
        <Field
          id="change-note"
          label="Why the change"
          hint="Stands beside the version in its history."
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              maxLength={500}
              value={draft.changeNote}
              onChange={(event) => onChange({ changeNote: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
