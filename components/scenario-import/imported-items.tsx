import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ImportDetail } from '@/lib/features/import-history/contract';
import { formatRange } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** The versions that an import wrote, each with its place in the source. */
export function ImportedItems({ detail }: { detail: ImportDetail }) {
  if (detail.items.length === 0) {
    return <p className="text-muted">None of its questions is in the bank any more.</p>;
  }
  return (
    <Table caption="Questions of this import" captionHidden>
      <TableHead>
        <Th>Number</Th>
        <Th>Question</Th>
        <Th>Written</Th>
        <Th>Lines</Th>
      </TableHead>
      <TableBody>
        {detail.items.map((item) => (
          <Tr key={`${item.itemId}:${item.version}`}>
            <Td>{item.sourceNumber}</Td>
            <Td>
              <TextLink href={paths.item(item.itemId)}>
                {item.title === '' ? 'Untitled' : item.title}
              </TextLink>
            </Td>
            <Td>{item.version === 1 ? 'New' : `Version ${item.version}`}</Td>
            <Td>
              <TextLink href={sourceHref(detail.id, item.firstLine)}>
                <span className="sr-only">Lines </span>
                <span className="whitespace-nowrap">{formatRange(item.firstLine, item.lastLine)}</span>
              </TextLink>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** A line of a kept source: the window that holds it, and the line itself. */
export const sourceHref = (importId: string, line: number): string =>
  `${withQuery(paths.import(importId), { line: line > 400 ? line - 20 : null })}#L${line}`;
