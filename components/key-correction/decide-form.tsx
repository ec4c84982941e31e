'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { decideKeyChanges } from '@/lib/features/key-correction/actions';
import { paths } from '@/lib/ui/paths';

/** The last step for keys that an import changed. */
export function DecideForm({
  importId,
  policy,
  exceptions,
}: {
  importId: string;
  policy: CorrectionPolicy;
  exceptions: readonly (readonly [itemId: string, policy: CorrectionPolicy])[];
}) {
  const act = useAct(decideKeyChanges);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex flex-col gap-6" noValidate>
      <FormOutcome state={state} fieldIds={{ reason: 'decide-reason' }} />
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="policy" value={policy} />
      {exceptions.map(([itemId, own]) => (
        <input key={itemId} type="hidden" name="exception" value={`${itemId}:${own}`} />
      ))}
      <Field
        id="decide-reason"
        label="Why the keys changed"
        hint="Kept with the correction, for the staff. Learners read the rationales of the import."
        error={errorOf(state, 'reason')}
      >
        {(control) => (
          <TextArea {...control} name="reason" rows={2} defaultValue={typedOf(state, 'reason')} />
        )}
      </Field>
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Applying the decision">Apply to answers so far</SubmitButton>
        <ButtonLink href={paths.importKeyChanges(importId)}>Choose another policy</ButtonLink>
      </div>
    </ActionForm>
  );
}
