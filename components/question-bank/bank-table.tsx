import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { BankRow } from '@/lib/features/question-bank/contract';
import { formatDate, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** The banks of the organisation with what they hold. */
export function BankTable({ banks, timeZone }: { banks: readonly BankRow[]; timeZone: string }) {
  return (
    <Table caption="Banks by name" captionHidden>
      <TableHead>
        <Th pinned>Bank</Th>
        <Th>Certification</Th>
        <Th numeric>Live</Th>
        <Th numeric>Draft</Th>
        <Th numeric>In review</Th>
        <Th numeric>Retired</Th>
        <Th numeric>Live without topic</Th>
        <Th>Last import</Th>
      </TableHead>
      <TableBody>
        {banks.map((bank) => (
          <Tr key={bank.id}>
            <Th scope="row" pinned>
              <TextLink href={paths.bank(bank.id)}>{bank.name}</TextLink>
            </Th>
            <Td>{bank.certificationName ?? <span className="text-muted">None</span>}</Td>
            <Td numeric>{formatNumber(bank.live)}</Td>
            <Td numeric>{formatNumber(bank.draft)}</Td>
            <Td numeric>{formatNumber(bank.inReview)}</Td>
            <Td numeric>{formatNumber(bank.retired)}</Td>
            <Td numeric>{formatNumber(bank.withoutTopic)}</Td>
            <Td>
              <span className="whitespace-nowrap">
                {bank.lastImportAt ? formatDate(bank.lastImportAt, timeZone) : '–'}
              </span>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
