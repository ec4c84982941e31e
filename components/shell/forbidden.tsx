import { ButtonLink } from '@/components/ui/button-link';
import { errorWords } from '@/lib/ui/error-messages';
import { paths } from '@/lib/ui/paths';
import { FullPageState } from './full-page-state';

/**
 * Shown within one's own organisation when a role doesn't reach. `requiredRole` names who can; across organisations
 * the answer is "not found", never this.
 */
export function Forbidden({
  requiredRole,
  homeHref = paths.home,
}: {
  requiredRole?: string;
  homeHref?: string;
}) {
  const { title, advice } = errorWords('FORBIDDEN');
  return (
    <FullPageState title={title} actions={<ButtonLink href={homeHref}>Go to your start page</ButtonLink>}>
      {requiredRole ? <p>It is open to {requiredRole}.</p> : null}
      <p>{advice}</p>
    </FullPageState>
  );
}
