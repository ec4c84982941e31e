'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { renameSelf } from '@/lib/features/account/actions';

const FIELD_IDS = { name: 'own-name' } as const;

export function NameForm({ name }: { name: string }) {
  const act = useAct(renameSelf);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4 [&>*]:w-full" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <Field id={FIELD_IDS.name} label="Your name" error={errorOf(state, 'name')}>
        {(control) => (
          <TextInput
            {...control}
            key={name}
            name="name"
            autoComplete="name"
            maxLength={120}
            defaultValue={typedOf(state, 'name', name)}
          />
        )}
      </Field>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving">
          Save name
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
