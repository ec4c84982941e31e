import type { Metadata } from 'next';
import { FullPageState } from '@/components/shell/full-page-state';
import { SignedOutShell } from '@/components/shell/signed-out-shell';
import { ButtonLink } from '@/components/ui/button-link';
import { errorWords } from '@/lib/ui/error-messages';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Not found' };

/** The same page for what never existed and for what belongs to another organisation. */
export default function NotFound() {
  const { title, advice } = errorWords('NOT_FOUND');
  return (
    <SignedOutShell>
      <FullPageState title={title} actions={<ButtonLink href={paths.home}>Go to your start page</ButtonLink>}>
        <p>{advice}</p>
      </FullPageState>
    </SignedOutShell>
  );
}
