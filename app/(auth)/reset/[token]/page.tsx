import type { Metadata } from 'next';
import { LinkTries } from '@/components/auth/link-tries';
import { ResetForm } from '@/components/auth/reset-form';
import { FullPageState } from '@/components/shell/full-page-state';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { RESET_LINK_HOURS } from '@/lib/domain/kernel/limits';
import { loadResetLink } from '@/lib/features/identity/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Choose a new password', referrer: 'no-referrer' };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const opened = await loadResetLink(token);
  if (opened.kind === 'throttled') return <LinkTries minutes={opened.minutes} />;
  if (opened.kind === 'spent') return <SpentLink />;
  const { link } = opened;
  return (
    <>
      <PageHeader
        title="Choose a new password"
        finding={`For ${link.name}, ${link.email}. Every other device that is signed in as you is signed out.`}
      />
      <ResetForm token={token} email={link.email} />
    </>
  );
}

/** One answer for unknown, used, replaced and expired links. */
function SpentLink() {
  return (
    <FullPageState
      title="This link doesn’t work any more"
      actions={<ButtonLink href={paths.signIn}>Sign in</ButtonLink>}
    >
      <p>A reset link works once, for {RESET_LINK_HOURS} hours, and only the newest one works.</p>
      <p>
        If you have chosen a new password already, sign in with it. Otherwise ask an administrator of your
        organisation for a new link.
      </p>
    </FullPageState>
  );
}
