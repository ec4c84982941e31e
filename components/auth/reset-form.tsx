'use client';

import { resetPassword } from '@/lib/features/identity/actions';
import { NewPasswordForm } from './new-password-form';

/** Somebody who forgot their password chooses another. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  return (
    <NewPasswordForm
      action={resetPassword}
      token={token}
      email={email}
      label="New password"
      submit="Set the new password"
      pendingLabel="Setting the password"
    />
  );
}
