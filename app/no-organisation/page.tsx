import type { Metadata } from 'next';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { FullPageState } from '@/components/shell/full-page-state';
import { SignedOutShell } from '@/components/shell/signed-out-shell';
import { loadLonelyPerson } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'No organisation' };

export default async function NoOrganisationPage() {
  const { email } = await loadLonelyPerson();
  return (
    <SignedOutShell>
      <FullPageState title="You belong to no organisation" actions={<SignOutButton />}>
        <p>
          You are signed in as {email}, but no organisation lists you at the moment. Results that you have are
          kept.
        </p>
        <p>Ask an administrator of your organisation to add you with this address, then sign in again.</p>
      </FullPageState>
    </SignedOutShell>
  );
}
