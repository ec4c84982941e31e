'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeCohort } from '@/lib/features/cohort/actions';
import type { CohortView } from '@/lib/features/cohort/contract';
import { COHORT_FIELD_IDS, CohortFields } from './cohort-fields';

export function ChangeCohortForm({
  cohort,
}: {
  cohort: Pick<CohortView, 'id' | 'name' | 'certification' | 'certifications'>;
}) {
  const act = useAct(changeCohort);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col gap-5" noValidate>
      <FormOutcome state={state} fieldIds={COHORT_FIELD_IDS} />
      <input type="hidden" name="cohortId" value={cohort.id} />
      <CohortFields
        name={typedOf(state, 'name', cohort.name)}
        certificationId={typedOf(state, 'certificationId', cohort.certification?.id ?? '')}
        certifications={cohort.certifications}
        errors={{ name: errorOf(state, 'name'), certificationId: errorOf(state, 'certificationId') }}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving">
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
