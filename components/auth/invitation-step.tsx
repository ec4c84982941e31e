import { ActionButton } from '@/components/forms/action-button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { joinOrganisation } from '@/lib/features/identity/actions';
import type { InvitationView } from '@/lib/features/identity/contract';
import { paths, withQuery } from '@/lib/ui/paths';
import { JoinForm } from './join-form';
import { SignOutButton } from './sign-out-button';

/** The one thing that stands between whoever opened an invitation and its organisation. */
export function InvitationStep({ token, invitation }: { token: string; invitation: InvitationView }) {
  const { email, organisationName, step, signedInAs } = invitation;
  if (step === 'choose_password') return <JoinForm token={token} email={email} />;
  if (step === 'join')
    return (
      <ActionButton action={joinOrganisation} fields={{ token }} pendingLabel="Joining" variant="primary">
        {`Join ${organisationName}`}
      </ActionButton>
    );
  if (step === 'leave')
    return (
      <div className="flex flex-col items-start gap-5">
        <Notice tone="warning" title={`You are signed in as ${signedInAs}`}>
          This invitation is for somebody else. If it is yours, sign out first; you come back to this page.
        </Notice>
        <SignOutButton next={paths.join(token)} />
      </div>
    );
  return (
    <div className="flex flex-col items-start gap-5">
      <p>
        Sign in as {email} to join {organisationName}. You come back to this page.
      </p>
      <ButtonLink href={withQuery(paths.signIn, { next: paths.join(token) })} variant="primary">
        Sign in
      </ButtonLink>
    </div>
  );
}
