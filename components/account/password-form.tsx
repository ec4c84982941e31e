'use client';

import { PasswordField } from '@/components/auth/password-field';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';
import { changePassword } from '@/lib/features/account/actions';

/** The old password is asked, so that whoever finds an open browser can't take the account over. */
export function PasswordForm({ email }: { email: string }) {
  const act = useAct(changePassword);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col gap-4" noValidate>
      <FormOutcome state={state} />
      {/* For the password manager: whose password it is. */}
      <input type="hidden" autoComplete="username" value={email} />
      <PasswordField
        id="oldPassword"
        label="Password until now"
        autoComplete="current-password"
        error={errorOf(state, 'oldPassword')}
      />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters. A few words in a row are easier to remember than symbols.`}
        error={errorOf(state, 'password')}
        minLength={MIN_PASSWORD_LENGTH}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Changing">
          Change password
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
