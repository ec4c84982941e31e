import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { CertificationRow } from '@/lib/features/certification/contract';
import { formatDate, formatNumber, formatPercent } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export function CertificationTable({ rows }: { rows: readonly CertificationRow[] }) {
  return (
    <Table caption="Certifications by name" captionHidden>
      <TableHead>
        <Th>Certification</Th>
        <Th numeric>Questions</Th>
        <Th numeric>Minutes</Th>
        <Th>Cut</Th>
        <Th>Guide, as of</Th>
        <Th numeric>Cohorts</Th>
      </TableHead>
      <TableBody>
        {rows.map(({ id, name, blueprint, cohortCount }) => (
          <Tr key={id}>
            <Th scope="row">
              <TextLink href={paths.certification(id)}>{name}</TextLink>
            </Th>
            <Td numeric>{formatNumber(blueprint.questionCount)}</Td>
            <Td numeric>{formatNumber(blueprint.minutes)}</Td>
            <Td>
              {formatPercent(blueprint.cutPercent)}, {blueprint.cutSource}
            </Td>
            <Td>
              {blueprint.label}, {formatDate(blueprint.asOf, 'UTC')}
            </Td>
            <Td numeric>{formatNumber(cohortCount)}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
