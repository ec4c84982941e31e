import { ChipLinks } from '@/components/dashboard/chip-links';
import { ListSearch } from '@/components/lists/list-search';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/text-control';
import { READINESS_STATES } from '@/lib/domain/readiness/assess-readiness';
import { READINESS_STATE_NAMES } from '@/lib/domain/readiness/readiness-sentence';
import type { ReadinessFilter, ReadinessPage } from '@/lib/features/readiness/contract';
import { paths } from '@/lib/ui/paths';
import { readinessHref } from './readiness-href';

/** More cohorts than these are a choice, not a row of chips. */
const MOST_CHIPS = 8;

const nameOf = ({ name, archived }: ReadinessPage['cohorts'][number]): string =>
  archived ? `${name} (archived)` : name;

/** State, cohort and words, all in the address. */
export function ReadinessFilters({ page, filter }: { page: ReadinessPage; filter: ReadinessFilter }) {
  const href = (change: Partial<ReadinessFilter>) =>
    readinessHref(page.basis.certificationId, { ...filter, page: 1, ...change });
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
      {page.cohorts.length > 1 && page.cohorts.length <= MOST_CHIPS ? (
        <ChipLinks
          label="Cohort"
          chips={[
            { href: href({ cohort: undefined }), label: 'All cohorts', current: !filter.cohort },
            ...page.cohorts.map((cohort) => ({
              href: href({ cohort: cohort.id }),
              label: nameOf(cohort),
              current: filter.cohort === cohort.id,
            })),
          ]}
        />
      ) : null}
      <ListSearch
        label="Name or address"
        query={filter}
        path={paths.readinessCertification(page.basis.certificationId)}
        keep={{
          state: filter.state ?? null,
          cohort: page.cohorts.length > MOST_CHIPS ? null : (filter.cohort ?? null),
        }}
        isNarrowed={filter.q !== '' || (page.cohorts.length > MOST_CHIPS && filter.cohort !== undefined)}
      >
        {page.cohorts.length > MOST_CHIPS ? (
          <div className="min-w-52">
            <Field id="cohort" label="Cohort">
              {(control) => (
                <Select
                  key={filter.cohort ?? ''}
                  {...control}
                  name="cohort"
                  defaultValue={filter.cohort ?? ''}
                >
                  <option value="">All cohorts</option>
                  {page.cohorts.map((cohort) => (
                    <option key={cohort.id} value={cohort.id}>
                      {nameOf(cohort)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
        ) : null}
      </ListSearch>
    </div>
  );
}
