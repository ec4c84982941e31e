'use client';

import { useActionState } from 'react';
import { errorOf, FormOutcome, typedOf } from '@/components/ui/form-outcome';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Role } from '@/lib/domain/access/actor';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { changeRole } from '@/lib/features/people/actions';
import { RoleSelect } from './role-select';

const FIELD_IDS = { role: 'role' } as const;

export function RoleForm({
  membershipId,
  role,
  mayGrantOwner,
}: {
  membershipId: string;
  role: Role;
  mayGrantOwner: boolean;
}) {
  const [state, action] = useActionState(changeRole, IDLE);
  return (
    <form action={action} className="flex max-w-xl flex-col items-start gap-4">
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="membershipId" value={membershipId} />
      <div className="w-full">
        <RoleSelect
          id="role"
          value={typedOf(state, 'role', role)}
          mayGrantOwner={mayGrantOwner}
          error={errorOf(state, 'role')}
        />
      </div>
      <SubmitButton variant="secondary" pendingLabel="Changing">
        Change role
      </SubmitButton>
    </form>
  );
}
