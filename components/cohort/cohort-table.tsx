import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { CohortRow } from '@/lib/features/cohort/contract';
import { formatList, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export function CohortTable({ rows }: { rows: readonly CohortRow[] }) {
  return (
    <Table caption="Cohorts by name" captionHidden>
      <TableHead>
        <Th>Cohort</Th>
        <Th>Prepares for</Th>
        <Th numeric>People</Th>
        <Th>Looked after by</Th>
      </TableHead>
      <TableBody>
        {rows.map((cohort) => (
          <Tr key={cohort.id}>
            <Th scope="row">
              <TextLink href={paths.cohort(cohort.id)}>{cohort.name}</TextLink>
            </Th>
            <Td>{cohort.certificationName ?? <span className="text-muted">Nothing in particular</span>}</Td>
            <Td numeric>
              {formatNumber(cohort.learnerCount)}
              {cohort.leftCount > 0 ? (
                <span className="block text-13 whitespace-nowrap text-muted">
                  and {formatNumber(cohort.leftCount)} who left
                </span>
              ) : null}
            </Td>
            <Td>
              {cohort.staffNames.length > 0 ? (
                formatList(cohort.staffNames)
              ) : (
                <State icon="warning" tone="below">
                  Nobody
                </State>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
