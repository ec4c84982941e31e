'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { setExternalId } from '@/lib/features/people/actions';

const FIELD_IDS = { externalId: 'external-id' } as const;

/** The number by which other systems know somebody; it goes into files, so that these find their person again. */
export function ExternalIdForm({
  membershipId,
  externalId,
}: {
  membershipId: string;
  externalId: string | null;
}) {
  const act = useAct(setExternalId);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-5" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="membershipId" value={membershipId} />
      <Field
        id={FIELD_IDS.externalId}
        label="Number in your other systems"
        hint="For example the personnel number. Leave it empty for none."
        error={errorOf(state, 'externalId')}
      >
        {(control) => (
          <TextInput
            {...control}
            name="externalId"
            defaultValue={typedOf(state, 'externalId', externalId ?? '')}
          />
        )}
      </Field>
      <SubmitButton variant="secondary" pendingLabel="Saving">
        Save number
      </SubmitButton>
    </ActionForm>
  );
}
