'use client';

import { acceptInvitation } from '@/lib/features/identity/actions';
import { NewPasswordForm } from './new-password-form';

/** An invited person chooses a password. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  return (
    <NewPasswordForm
      action={acceptInvitation}
      token={token}
      email={email}
      label="Choose a password"
      submit="Join"
      pendingLabel="Joining"
    />
  );
}
