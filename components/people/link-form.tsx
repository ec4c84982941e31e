'use client';

import type { ComponentProps } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ServerAct } from '@/lib/domain/kernel/action-state';
import { OneTimeLink } from './one-time-link';

/** Makes a one-time link for a member and shows it, once. `button` says what making the first and the next is called. */
export function LinkForm({
  action,
  membershipId,
  timeZone,
  button,
  ...link
}: {
  action: ServerAct;
  membershipId: string;
  timeZone: string;
  button: { readonly first: string; readonly next: string };
} & Pick<ComponentProps<typeof OneTimeLink>, 'id' | 'label' | 'purpose'>) {
  const act = useAct(action);
  const { state } = act;
  const made = state.status === 'done' ? state.data : undefined;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4">
      <FormOutcome state={state} />
      <input type="hidden" name="membershipId" value={membershipId} />
      {made?.link && made.expiresAt ? (
        <div className="w-full">
          <OneTimeLink {...link} link={made.link} expiresAt={made.expiresAt} timeZone={timeZone} />
        </div>
      ) : null}
      <SubmitButton variant="secondary" pendingLabel="Making a link">
        {made ? button.next : button.first}
      </SubmitButton>
    </ActionForm>
  );
}
