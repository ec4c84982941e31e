import type { Metadata } from 'next';
import { InvitationStep } from '@/components/auth/invitation-step';
import { LinkTries } from '@/components/auth/link-tries';
import { FullPageState } from '@/components/shell/full-page-state';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { INVITATION_HOURS } from '@/lib/domain/kernel/limits';
import { loadInvitation } from '@/lib/features/identity/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Join', referrer: 'same-origin' };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const opened = await loadInvitation(token);
  if (opened.kind === 'throttled') return <LinkTries minutes={opened.minutes} />;
  if (opened.kind === 'spent') return <SpentInvitation />;
  const invitation = opened.link;
  return (
    <>
      <PageHeader
        title={`Join ${invitation.organisationName}`}
        finding={`This invitation is for ${invitation.name}, ${invitation.email}.`}
      />
      <InvitationStep token={token} invitation={invitation} />
    </>
  );
}

/** One answer for unknown, used and expired links: which of them it is, is nobody's business but the administrator's. */
function SpentInvitation() {
  return (
    <FullPageState
      title="This link doesn’t work any more"
      actions={<ButtonLink href={paths.signIn}>Sign in</ButtonLink>}
    >
      <p>An invitation works once, for {INVITATION_HOURS} hours. If you have joined already, sign in.</p>
      <p>Otherwise ask your administrator for a new link.</p>
    </FullPageState>
  );
}
