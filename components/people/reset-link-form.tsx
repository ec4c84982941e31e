import { makeResetLink } from '@/lib/features/people/actions';
import { LinkForm } from './link-form';

/** Makes the link with which a member chooses another password. */
export function ResetLinkForm({ membershipId, timeZone }: { membershipId: string; timeZone: string }) {
  return (
    <LinkForm
      action={makeResetLink}
      membershipId={membershipId}
      timeZone={timeZone}
      id="reset-link"
      label="Reset link"
      purpose="it lets them choose the password"
      button={{ first: 'Make a reset link', next: 'Make another reset link' }}
    />
  );
}
