'use client';

import { useActionState } from 'react';
import { FormOutcome } from '@/components/forms/form-outcome';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { makeResetLink } from '@/lib/features/people/actions';
import { OneTimeLink } from './one-time-link';

/** Makes the link with which a member chooses another password. */
export function ResetLinkForm({ membershipId, timeZone }: { membershipId: string; timeZone: string }) {
  const [state, action] = useActionState(makeResetLink, IDLE);
  const made = state.status === 'done' ? state.data : undefined;
  return (
    <form action={action} className="flex max-w-xl flex-col items-start gap-4">
      <FormOutcome state={state} />
      <input type="hidden" name="membershipId" value={membershipId} />
      {made?.link && made.expiresAt ? (
        <div className="w-full">
          <OneTimeLink
            id="reset-link"
            label="Reset link"
            purpose="it lets them choose the password"
            link={made.link}
            expiresAt={made.expiresAt}
            timeZone={timeZone}
          />
        </div>
      ) : null}
      <SubmitButton variant="secondary" pendingLabel="Making a link">
        {made ? 'Make another reset link' : 'Make a reset link'}
      </SubmitButton>
    </form>
  );
}
