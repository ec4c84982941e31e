import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { READINESS_STATES } from '@/lib/domain/readiness/assess-readiness';
import { type CohortGroup, MINIMUM_GROUP } from '@/lib/domain/readiness/group-figures';
import { READINESS_STATE_NAMES } from '@/lib/domain/readiness/readiness-sentence';

const ORDER = [...READINESS_STATES].reverse();

/** Cohorts side by side; small ones are put together, and a group that is still small shows no figures. */
export function CohortGroups({ groups }: { groups: readonly CohortGroup[] }) {
  return (
    <Table caption={`Groups of fewer than ${MINIMUM_GROUP} people are put together or not shown.`}>
      <TableHead>
        <Th pinned>Cohort</Th>
        <Th numeric>People</Th>
        {ORDER.map((state) => (
          <Th key={state} numeric>
            {READINESS_STATE_NAMES[state]}
          </Th>
        ))}
      </TableHead>
      <TableBody>
        {groups.map((group) => (
          <Tr key={group.cohortId ?? 'merged'}>
            <Th scope="row" pinned>
              {group.cohortId === null ? `Small cohorts together: ${group.name}` : group.name}
            </Th>
            <Td numeric>{group.figures.people}</Td>
            {ORDER.map((state) => (
              <Td key={state} numeric>
                {group.figures.counts ? group.figures.counts[state] : <span className="text-muted">–</span>}
              </Td>
            ))}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
