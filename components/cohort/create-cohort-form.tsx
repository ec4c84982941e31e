'use client';

import { useActionState } from 'react';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { createCohort } from '@/lib/features/cohort/actions';
import type { CertificationChoice } from '@/lib/features/cohort/contract';
import { COHORT_FIELD_IDS, CohortFields } from './cohort-fields';

export function CreateCohortForm({ certifications }: { certifications: readonly CertificationChoice[] }) {
  const [state, action] = useActionState(createCohort, IDLE);
  return (
    <form action={action} className="flex flex-col gap-5" noValidate>
      <FormOutcome state={state} fieldIds={COHORT_FIELD_IDS} />
      <CohortFields
        name={typedOf(state, 'name')}
        certificationId={typedOf(state, 'certificationId')}
        certifications={certifications}
        errors={{ name: errorOf(state, 'name'), certificationId: errorOf(state, 'certificationId') }}
      />
      <SubmitButton pendingLabel="Creating">Create cohort</SubmitButton>
    </form>
  );
}
