import { TextLink } from '@/components/ui/button-link';
import { Pagination } from '@/components/ui/navigation';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ImportList } from '@/lib/features/import-history/contract';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** The history of imports, newest first. */
export function ImportTable({ list, timeZone }: { list: ImportList; timeZone: string }) {
  const { rows, total, page, pageSize } = list;
  const from = (page - 1) * pageSize + 1;
  return (
    <div className="flex flex-col gap-4">
      <Table caption="Imports, newest first" captionHidden>
        <TableHead>
          <Th pinned>Source</Th>
          <Th>Bank</Th>
          <Th numeric>New</Th>
          <Th numeric>Updated</Th>
          <Th numeric>Unchanged</Th>
          <Th numeric>Left out</Th>
          <Th>By</Th>
          <Th>When</Th>
          <Th>Fingerprint</Th>
          <Th>State</Th>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Th scope="row" pinned>
                <TextLink href={paths.import(row.id)}>{row.sourceName}</TextLink>
              </Th>
              <Td>
                {row.bankId === null ? (
                  row.bankName
                ) : (
                  <TextLink href={paths.bank(row.bankId)}>{row.bankName}</TextLink>
                )}
              </Td>
              <Td numeric>{formatNumber(row.counts.created)}</Td>
              <Td numeric>{formatNumber(row.counts.changed)}</Td>
              <Td numeric>{formatNumber(row.counts.same)}</Td>
              <Td numeric>{formatNumber(row.counts.skipped + row.counts.duplicate)}</Td>
              <Td>{row.importedBy}</Td>
              <Td>
                <span className="whitespace-nowrap">{formatDateTime(row.createdAt, timeZone)}</span>
              </Td>
              <Td>
                <span className="font-code text-13" title={`SHA-256 of the source: ${row.sha256}`}>
                  {row.sha256.slice(0, 8)}
                </span>
              </Td>
              <Td>
                {row.undoneAt ? (
                  <State icon="undo" tone="unknown">
                    Undone
                  </State>
                ) : (
                  <State icon="tick">In the bank</State>
                )}
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {total > pageSize ? (
        <Pagination
          from={from}
          to={from + rows.length - 1}
          total={total}
          noun={{ one: 'import', other: 'imports' }}
          previousHref={page > 1 ? withQuery(paths.imports, { page: page - 1 }) : null}
          nextHref={from + rows.length - 1 < total ? withQuery(paths.imports, { page: page + 1 }) : null}
        />
      ) : null}
    </div>
  );
}
