'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { makeResetLink } from '@/lib/features/people/actions';
import { OneTimeLink } from './one-time-link';

/** Makes the link with which a member chooses another password. */
export function ResetLinkForm({ membershipId, timeZone }: { membershipId: string; timeZone: string }) {
  const act = useAct(makeResetLink);
  const { state } = act;
  const made = state.status === 'done' ? state.data : undefined;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4">
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
    </ActionForm>
  );
}
