'use client';

import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';

import { ErrorSummary } from '@/components/ui/error-summary';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';
import type { ServerAct } from '@/lib/domain/kernel/action-state';
import { PasswordField } from './password-field';

/** Whoever has a one-time link chooses a password. The address is sent along for the password manager only. */
export function NewPasswordForm({
  action,
  token,
  email,
  label,
  submit,
  pendingLabel,
}: {
  action: ServerAct;
  token: string;
  email: string;
  label: string;
  submit: string;
  pendingLabel: string;
}) {
  const act = useAct(action);
  const { state } = act;
  const failed = state.status === 'failed' ? state.failure : null;
  const fieldError = failed?.fields?.password;
  return (
    <ActionForm act={act} className="flex flex-col gap-5">
      {fieldError ? <ErrorSummary problems={[{ fieldId: 'password', message: fieldError }]} /> : null}
      {failed && !fieldError ? (
        <div role="alert">
          <Notice tone="danger" title={failed.message} />
        </div>
      ) : null}
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <PasswordField
        label={label}
        autoComplete="new-password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters. A few words in a row are easier to remember than symbols.`}
        error={fieldError}
        minLength={MIN_PASSWORD_LENGTH}
      />
      <SubmitButton pendingLabel={pendingLabel}>{submit}</SubmitButton>
    </ActionForm>
  );
}
