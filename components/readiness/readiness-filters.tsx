import { ChipLinks } from '@/components/dashboard/chip-links';
import { READINESS_STATES } from '@/lib/domain/readiness/assess-readiness';
import { READINESS_STATE_NAMES } from '@/lib/domain/readiness/readiness-sentence';
import type { ReadinessFilter, ReadinessPage } from '@/lib/features/readiness/contract';
import { readinessHref } from './readiness-href';

/** State and cohort, both in the address. */
export function ReadinessFilters({ page, filter }: { page: ReadinessPage; filter: ReadinessFilter }) {
  const href = (change: Partial<ReadinessFilter>) =>
    readinessHref(page.basis.certificationId, { ...filter, ...change });
  return (
    <div className="flex flex-col gap-2">
      <ChipLinks
        label="State"
        chips={[
          { href: href({ state: undefined }), label: 'All states', current: !filter.state },
          ...[...READINESS_STATES].reverse().map((state) => ({
            href: href({ state }),
            label: READINESS_STATE_NAMES[state],
            current: filter.state === state,
          })),
        ]}
      />
      {page.cohorts.length > 1 ? (
        <ChipLinks
          label="Cohort"
          chips={[
            { href: href({ cohort: undefined }), label: 'All cohorts', current: !filter.cohort },
            ...page.cohorts.map(({ id, name, archived }) => ({
              href: href({ cohort: id }),
              label: archived ? `${name} (archived)` : name,
              current: filter.cohort === id,
            })),
          ]}
        />
      ) : null}
    </div>
  );
}
