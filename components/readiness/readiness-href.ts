import type { CsvSeparator, ReadinessFilter } from '@/lib/features/readiness/contract';
import { paths, withQuery } from '@/lib/ui/paths';

const query = ({ state, cohort }: ReadinessFilter) => ({ state: state ?? null, cohort: cohort ?? null });

export const readinessHref = (certificationId: string, filter: ReadinessFilter): string =>
  withQuery(paths.readinessCertification(certificationId), query(filter));

export const readinessExportHref = (
  certificationId: string,
  filter: ReadinessFilter,
  separator: CsvSeparator,
): string =>
  withQuery(`/api/v1/readiness/${encodeURIComponent(certificationId)}/export`, {
    ...query(filter),
    separator: separator === 'comma' ? null : separator,
  });
