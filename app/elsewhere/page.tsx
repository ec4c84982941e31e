import type { Metadata } from 'next';
import { FullPageState } from '@/components/shell/full-page-state';
import { SignedOutShell } from '@/components/shell/signed-out-shell';
import { buttonClass } from '@/components/ui/button-class';
import { loadElsewhere } from '@/lib/features/identity/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'This page has moved on' };

/** Where a page leads whose person has left its organisation, or whose browser somebody else has signed in to. */
export default async function ElsewherePage() {
  const { email, organisationName } = await loadElsewhere();
  return (
    <SignedOutShell>
      <FullPageState
        title="This page was made for another organisation or person"
        actions={
          // A full load: nothing of the page before stays.
          <a href={paths.home} className={buttonClass('primary')}>
            Continue in {organisationName}
          </a>
        }
      >
        <p>
          You are signed in as {email}. What you asked for is not part of {organisationName}.
        </p>
      </FullPageState>
    </SignedOutShell>
  );
}
