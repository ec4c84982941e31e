'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { createCohort } from '@/lib/features/cohort/actions';
import type { CertificationChoice } from '@/lib/features/cohort/contract';
import { COHORT_FIELD_IDS, CohortFields } from './cohort-fields';

export function CreateCohortForm({ certifications }: { certifications: readonly CertificationChoice[] }) {
  const act = useAct(createCohort);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex flex-col gap-5" noValidate>
      <FormOutcome state={state} fieldIds={COHORT_FIELD_IDS} />
      <CohortFields
        name={typedOf(state, 'name')}
        certificationId={typedOf(state, 'certificationId')}
        certifications={certifications}
        errors={{ name: errorOf(state, 'name'), certificationId: errorOf(state, 'certificationId') }}
      />
      <SubmitButton pendingLabel="Creating">Create cohort</SubmitButton>
    </ActionForm>
  );
}
