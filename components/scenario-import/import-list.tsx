import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import type { ImportRow } from '@/lib/features/import-history/contract';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

const IMPORTS = { one: 'import', other: 'imports' } as const;

/** The history of imports, newest first. */
export function ImportTable({
  query,
  imports,
  keep,
  timeZone,
}: {
  query: ListQuery;
  imports: Page<ImportRow>;
  keep: Readonly<Record<string, string | number | null>>;
  timeZone: string;
}) {
  const place = { path: paths.imports, keep, anchor: 'finished' };
  const { rows } = imports;
  return (
    <div className="flex flex-col gap-5">
      <ListSearch label="Find an import" query={query} {...place} />
      {rows.length === 0 ? <NoneMatch what="imports" {...place} /> : <Rows rows={rows} timeZone={timeZone} />}

      <Pager
        page={imports}
        noun={IMPORTS}
        href={(page) =>
          `${withQuery(paths.imports, { ...keep, ...toListParameters({ ...query, page }) })}#finished`
        }
      />
    </div>
  );
}

function Rows({ rows, timeZone }: { rows: readonly ImportRow[]; timeZone: string }) {
  return (
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
  );
}
