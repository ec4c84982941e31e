import { buttonClass } from '@/components/ui/button-class';
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
  // A plain link: every page carries this one, and the router's would come with it.
  const home = (
    <a href={homeHref} className={buttonClass()}>
      Go to your start page
    </a>
  );
  return (
    <FullPageState title={title} actions={home}>
      {requiredRole ? <p>It is open to {requiredRole}.</p> : null}
      <p>{advice}</p>
    </FullPageState>
  );
}
