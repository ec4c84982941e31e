import { DownloadLink } from '@/components/forms/download-link';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { ReadinessFilter } from '@/lib/features/readiness/contract';
import { readinessExportHref } from './readiness-href';

/** Files, so plain links: the router would try to show them as pages. Which one opens as a table depends on the spreadsheet's language. */
export function ExportLinks({
  certificationId,
  filter,
}: {
  certificationId: string;
  filter: ReadinessFilter;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <DownloadLink
        href={readinessExportHref(certificationId, filter, 'comma')}
        className={buttonClass('secondary')}
      >
        <Icon name="download" />
        Export CSV
      </DownloadLink>
      <DownloadLink
        href={readinessExportHref(certificationId, filter, 'semicolon')}
        className="link inline-flex min-h-11 items-center text-13"
      >
        with semicolons
        <span className="sr-only"> instead of commas: export CSV</span>
      </DownloadLink>
    </span>
  );
}
