'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { invitePerson } from '@/lib/features/people/actions';
import { OneTimeLink } from './one-time-link';

export function InviteForm({
  membershipId,
  timeZone,
  replaces,
}: {
  membershipId: string;
  timeZone: string;
  /** True while another link still works, which this one ends. */
  replaces: boolean;
}) {
  const act = useAct(invitePerson);
  const { state } = act;
  const made = state.status === 'done' ? state.data : undefined;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4">
      <FormOutcome state={state} />
      <input type="hidden" name="membershipId" value={membershipId} />
      {made?.link && made.expiresAt ? (
        <div className="w-full">
          <OneTimeLink
            id="invitation-link"
            label="Invitation link"
            purpose="it lets them in"
            link={made.link}
            expiresAt={made.expiresAt}
            timeZone={timeZone}
          />
        </div>
      ) : null}
      <SubmitButton variant="secondary" pendingLabel="Making a link">
        {replaces || made ? 'Make another link' : 'Make a new link'}
      </SubmitButton>
    </ActionForm>
  );
}
