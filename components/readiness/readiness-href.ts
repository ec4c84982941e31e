import { toListParameters } from '@/lib/domain/kernel/page';
import type { CsvSeparator, ReadinessFilter } from '@/lib/features/readiness/contract';
import { paths, withQuery } from '@/lib/ui/paths';

const query = ({ state, cohort, q = '' }: Partial<ReadinessFilter>) => ({
  state: state ?? null,
  cohort: cohort ?? null,
  ...toListParameters({ q }),
});

export const readinessHref = (certificationId: string, filter: Partial<ReadinessFilter>): string =>
  withQuery(paths.readinessCertification(certificationId), {
    ...query(filter),
    ...toListParameters(filter),
  });

export const readinessExportHref = (
  certificationId: string,
  filter: ReadinessFilter,
  separator: CsvSeparator,
): string =>
  withQuery(`/api/v1/readiness/${encodeURIComponent(certificationId)}/export`, {
    ...query(filter),
    separator: separator === 'comma' ? null : separator,
  });
