'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { signOut } from '@/lib/features/identity/actions';

/** Ends the session; `next` is the path of this site to go on to instead of the sign-in page. */
export function SignOutButton({ next }: { next?: string }) {
  const [state, action] = useActionState(signOut, IDLE);
  return (
    <form action={action} className="flex flex-col gap-2">
      {state.status === 'failed' ? <p role="alert">{state.failure.message}</p> : null}
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <SubmitButton variant="secondary" pendingLabel="Signing out">
        Sign out
      </SubmitButton>
    </form>
  );
}
