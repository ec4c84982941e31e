import { ButtonLink } from '@/components/ui/button-link';
import { errorWords } from '@/lib/ui/error-messages';
import { paths } from '@/lib/ui/paths';
import { FullPageState } from './full-page-state';

/** The same words for what never existed and for what belongs to another organisation, inside the frame of the page. */
export function Missing() {
  const { title, advice } = errorWords('NOT_FOUND');
  return (
    <FullPageState title={title} actions={<ButtonLink href={paths.home}>Go to your start page</ButtonLink>}>
      <p>{advice}</p>
    </FullPageState>
  );
}
