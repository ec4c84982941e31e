import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { BlueprintView } from '@/lib/features/certification/contract';
import { formatDate, formatNumber, formatPercent } from '@/lib/ui/format';

/** Every version stays as it was: exams refer to the one they were made from. */
export function BlueprintHistory({
  history,
  timeZone,
}: {
  history: readonly BlueprintView[];
  timeZone: string;
}) {
  return (
    <Table caption="Versions, newest first" captionHidden>
      <TableHead>
        <Th>Version</Th>
        <Th>Guide</Th>
        <Th numeric>Questions</Th>
        <Th numeric>Minutes</Th>
        <Th>Cut</Th>
        <Th numeric>Domains</Th>
        <Th>Added</Th>
      </TableHead>
      <TableBody>
        {history.map((blueprint) => (
          <Tr key={blueprint.id}>
            <Th scope="row">{blueprint.version}</Th>
            <Td>{blueprint.label}</Td>
            <Td numeric>{formatNumber(blueprint.questionCount)}</Td>
            <Td numeric>{formatNumber(blueprint.minutes)}</Td>
            <Td>
              {formatPercent(blueprint.cutPercent)}, {blueprint.cutSource}
            </Td>
            <Td numeric>{formatNumber(blueprint.domains.length)}</Td>
            <Td>{formatDate(blueprint.createdAt, timeZone)}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
