'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { SubmitButton } from '@/components/ui/submit-button';
import { ROLES, type Role } from '@/lib/domain/access/actor';
import { changeRole } from '@/lib/features/people/actions';
import { ROLE_WORDS } from '@/lib/ui/role-words';

const FIELD_IDS = { role: 'role' } as const;

/** What each role may do stands beside it: giving one is a decision about access. */
export function RoleForm({
  membershipId,
  role,
  mayGrantOwner,
}: {
  membershipId: string;
  role: Role;
  mayGrantOwner: boolean;
}) {
  const act = useAct(changeRole);
  const { state } = act;
  const offered = ROLES.filter((each) => each !== 'owner' || mayGrantOwner);
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4">
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="membershipId" value={membershipId} />
      <ChoiceGroup
        id={FIELD_IDS.role}
        label="What they may do"
        hint="It counts from their next click."
        error={errorOf(state, 'role')}
      >
        {offered.map((each) => (
          <Radio
            key={each}
            id={`role-${each}`}
            name="role"
            value={each}
            defaultChecked={each === role}
            label={ROLE_WORDS[each].name}
            hint={ROLE_WORDS[each].does}
          />
        ))}
      </ChoiceGroup>
      <SubmitButton variant="secondary" pendingLabel="Changing">
        Change role
      </SubmitButton>
    </ActionForm>
  );
}
