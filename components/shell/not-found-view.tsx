import { ButtonLink } from '@/components/ui/button-link';
import { errorWords } from '@/lib/ui/error-messages';
import { paths } from '@/lib/ui/paths';
import { FullPageState } from './full-page-state';
import { SignedOutShell } from './signed-out-shell';

/** The same page for what never existed and for what belongs to another organisation. */
export default function NotFoundView() {
  const { title, advice } = errorWords('NOT_FOUND');
  return (
    <SignedOutShell>
      <FullPageState title={title} actions={<ButtonLink href={paths.home}>Go to your start page</ButtonLink>}>
        <p>{advice}</p>
      </FullPageState>
    </SignedOutShell>
  );
}
