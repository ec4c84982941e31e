'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { signOut } from '@/lib/features/identity/actions';

export function SignOutButton() {
  const [state, action] = useActionState(signOut, IDLE);
  return (
    <form action={action} className="flex flex-col gap-2">
      {state.status === 'failed' ? <p role="alert">{state.failure.message}</p> : null}
      <SubmitButton variant="secondary" pendingLabel="Signing out">
        Sign out
      </SubmitButton>
    </form>
  );
}
