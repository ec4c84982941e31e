import { errorOf, typedOf } from '@/components/forms/form-outcome';
import { Field } from '@/components/ui/field';
import { TextArea, TextInput } from '@/components/ui/text-control';
import type { ActionState } from '@/lib/domain/kernel/action-state';
import { DomainFields, type DomainRow } from './domain-fields';

export interface TextFieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'date' | 'text';
  readonly inputMode?: 'numeric' | 'decimal';
}

const FACTS = [
  { name: 'label', label: 'Guide', hint: 'Which guide these values are from.' },
  {
    name: 'guideDate',
    label: 'In force from',
    hint: 'Leave empty when the source gives no day.',
    type: 'date',
  },
  { name: 'questionCount', label: 'Scored questions', inputMode: 'numeric' },
  { name: 'minutes', label: 'Minutes', inputMode: 'numeric' },
  { name: 'cutPercent', label: 'Cut in percent', inputMode: 'decimal' },
  { name: 'cutSource', label: 'Where the cut comes from', hint: '“assumed” when nobody has published one.' },
  { name: 'asOf', label: 'Looked up on', type: 'date' },
] as const satisfies readonly TextFieldDefinition[];

/** What the fields of a blueprint start with, as texts. */
export type BlueprintStart = Readonly<Record<(typeof FACTS)[number]['name'] | 'source', string>>;

export const fieldId = (name: string) => `blueprint-${name}`;

/** For the summary of what is wrong: names of fields -> ids, those of the blueprint and others. */
export const fieldIds = (others: readonly string[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...others, ...FACTS.map(({ name }) => name), 'source', 'domains'].map((name) => [name, fieldId(name)]),
  );

/** Fields of one line, two beside each other where there is room. */
export function TextFields({
  fields,
  state,
  start,
}: {
  fields: readonly TextFieldDefinition[];
  state: ActionState;
  start: Readonly<Record<string, string>>;
}) {
  return (
    <div className="grid max-w-3xl items-end gap-x-6 gap-y-5 sm:grid-cols-2">
      {fields.map(({ name, label, hint, type = 'text', inputMode }) => (
        <Field key={name} id={fieldId(name)} label={label} hint={hint} error={errorOf(state, name)}>
          {(control) => (
            <TextInput
              {...control}
              name={name}
              type={type}
              inputMode={inputMode}
              defaultValue={typedOf(state, name, start[name] ?? '')}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** What a guide says, for a correction and for a certification of one's own alike. */
export function BlueprintFields({
  state,
  start,
  domains,
}: {
  state: ActionState;
  start: BlueprintStart;
  domains: readonly DomainRow[];
}) {
  return (
    <>
      <TextFields fields={FACTS} state={state} start={start} />
      <Field
        id={fieldId('source')}
        label="Source"
        hint="A document and a date that somebody else can check."
        error={errorOf(state, 'source')}
      >
        {(control) => (
          <TextArea
            {...control}
            name="source"
            rows={3}
            defaultValue={typedOf(state, 'source', start.source)}
          />
        )}
      </Field>
      <DomainFields id={fieldId('domains')} error={errorOf(state, 'domains')} initial={domains} />
    </>
  );
}
