import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { ReadinessFilter } from '@/lib/features/readiness/contract';
import { readinessExportHref } from './readiness-href';

/** A file, so a plain link: the router would try to show it as a page. */
export function ExportLink({
  certificationId,
  filter,
}: {
  certificationId: string;
  filter: ReadinessFilter;
}) {
  return (
    <a href={readinessExportHref(certificationId, filter)} download className={buttonClass('secondary')}>
      <Icon name="download" />
      Export CSV
    </a>
  );
}
