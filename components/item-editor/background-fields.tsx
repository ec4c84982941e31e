'use client';

import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/text-control';
import { toPlainText } from '@/lib/domain/text/rich-text';
import type { StimulusChoice } from '@/lib/features/item-editor/contract';
import { formatCount } from '@/lib/ui/format';
import { backgroundTextOf, type EditorDraft, NEW, NONE } from './editor-draft';
import { RichTextField } from './rich-text-field';

const QUESTION = { one: 'question', other: 'questions' };

/** The background that questions share: none, one of the bank's, or a new one. Whom a change concerns is said before. */
export function BackgroundFields({
  draft,
  stimuli,
  error,
  onChange,
}: {
  draft: EditorDraft;
  stimuli: readonly StimulusChoice[];
  error: string | undefined;
  onChange: (changes: Partial<EditorDraft>) => void;
}) {
  const chosen = stimuli.find(({ id }) => id === draft.background);
  const isChanged = chosen !== undefined && draft.backgroundText !== backgroundTextOf(chosen);
  const choose = (background: string) =>
    onChange({ background, backgroundText: backgroundTextOf(stimuli.find(({ id }) => id === background)) });
  return (
    <div className="flex flex-col gap-4">
      <Field
        id="background"
        label="Background"
        hint="What several questions share, for example the description of a company."
        error={draft.background === NONE ? error : undefined}
      >
        {(control) => (
          <Select {...control} value={draft.background} onChange={(event) => choose(event.target.value)}>
            <option value={NONE}>None</option>
            <option value={NEW}>A new one</option>
            {stimuli.map((stimulus) => (
              <option key={stimulus.id} value={stimulus.id}>
                {excerpt(stimulus)} ({formatCount(stimulus.items, QUESTION)})
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.background === NONE ? null : (
        <RichTextField
          id="stimulus"
          label="Text of the background"
          rows={5}
          value={draft.backgroundText}
          error={error}
          onChange={(backgroundText) => onChange({ backgroundText })}
        />
      )}
      {isChanged ? (
        <Notice tone="warning" title={`This changes ${formatCount(chosen.items, QUESTION)}`}>
          <p>
            Every question under this background gets a new version with the new text. Attempts that have
            begun keep the old one.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

function excerpt({ body }: StimulusChoice): string {
  const text = toPlainText(body).replaceAll(/\s+/g, ' ').trim();
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
