'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { SubmitButton } from '@/components/ui/submit-button';
import { addStaff } from '@/lib/features/cohort/actions';
import type { CohortPerson } from '@/lib/features/cohort/contract';

const FIELD_IDS = { membershipId: 'staff-candidate' } as const;

export function StaffForm({
  cohortId,
  candidates,
}: {
  cohortId: string;
  candidates: readonly CohortPerson[];
}) {
  const act = useAct(addStaff);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col gap-4">
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      {candidates.length === 0 ? null : (
        <>
          <input type="hidden" name="cohortId" value={cohortId} />
          <ChoiceGroup id={FIELD_IDS.membershipId} label="Instructor" error={errorOf(state, 'membershipId')}>
            {candidates.map((person) => (
              <Radio
                key={person.membershipId}
                name="membershipId"
                value={person.membershipId}
                label={person.name}
                hint={person.email}
              />
            ))}
          </ChoiceGroup>
          <div>
            <SubmitButton variant="secondary" pendingLabel="Adding">
              Add instructor
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
