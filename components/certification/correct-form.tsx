'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea, TextInput } from '@/components/ui/text-control';
import { correctBlueprint } from '@/lib/features/certification/actions';
import type { BlueprintView } from '@/lib/features/certification/contract';
import { DomainFields } from './domain-fields';

const FIELDS = [
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
] as const;

const fieldId = (name: string) => `correct-${name}`;
const FIELD_IDS = Object.fromEntries(
  [...FIELDS.map(({ name }) => name), 'source', 'domains'].map((name) => [name, fieldId(name)]),
);

const startOf = (blueprint: BlueprintView): Record<(typeof FIELDS)[number]['name'], string> => ({
  label: blueprint.label,
  guideDate: blueprint.guideDate ?? '',
  questionCount: String(blueprint.questionCount),
  minutes: String(blueprint.minutes),
  cutPercent: String(blueprint.cutPercent),
  cutSource: blueprint.cutSource,
  asOf: blueprint.asOf,
});

/** Writes the next version of a blueprint. The one that is corrected stays as it is, and so do exams made from it. */
export function CorrectForm({
  certificationId,
  blueprint,
}: {
  certificationId: string;
  blueprint: BlueprintView;
}) {
  const act = useAct(correctBlueprint);
  const { state } = act;
  const start = startOf(blueprint);
  return (
    <ActionForm act={act} className="flex flex-col gap-6" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="certificationId" value={certificationId} />
      <input type="hidden" name="basedOn" value={blueprint.version} />
      <div className="grid max-w-3xl items-end gap-x-6 gap-y-5 sm:grid-cols-2">
        {FIELDS.map(({ name, label, ...rest }) => (
          <Field
            key={name}
            id={fieldId(name)}
            label={label}
            hint={'hint' in rest ? rest.hint : undefined}
            error={errorOf(state, name)}
          >
            {(control) => (
              <TextInput
                {...control}
                name={name}
                type={'type' in rest ? rest.type : 'text'}
                inputMode={'inputMode' in rest ? rest.inputMode : undefined}
                defaultValue={typedOf(state, name, start[name])}
              />
            )}
          </Field>
        ))}
      </div>
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
            defaultValue={typedOf(state, 'source', blueprint.source)}
          />
        )}
      </Field>
      <DomainFields
        id={fieldId('domains')}
        error={errorOf(state, 'domains')}
        initial={blueprint.domains.map(({ id, name, weightPercent }) => ({
          key: id,
          domainId: id,
          name,
          weight: String(weightPercent),
        }))}
      />
      <div>
        <SubmitButton pendingLabel="Adding the version">{`Add version ${blueprint.version + 1}`}</SubmitButton>
      </div>
    </ActionForm>
  );
}
