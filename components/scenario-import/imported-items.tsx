import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { toListParameters } from '@/lib/domain/kernel/page';
import { type ImportDetail, QUESTIONS } from '@/lib/features/import-history/contract';
import { formatRange } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

const NOUN = { one: 'question', other: 'questions' } as const;

/** The versions that an import wrote, each with its place in the source. */
export function ImportedItems({ detail }: { detail: ImportDetail }) {
  const { items, itemQuery } = detail;
  if (items.total === 0 && itemQuery.q === '') {
    return <p className="text-muted">None of its questions is in the bank any more.</p>;
  }
  const path = paths.import(detail.id);
  const place = { path, anchor: QUESTIONS };
  return (
    <div className="flex flex-col gap-5">
      <ListSearch label="Find a question" query={itemQuery} list={QUESTIONS} {...place} />
      {items.total === 0 ? <NoneMatch what="questions" {...place} /> : <ItemTable detail={detail} />}
      <Pager
        page={items}
        noun={NOUN}
        href={(page) =>
          `${withQuery(path, toListParameters({ ...itemQuery, page }, QUESTIONS))}#${QUESTIONS}`
        }
      />
    </div>
  );
}

function ItemTable({ detail }: { detail: ImportDetail }) {
  return (
    <Table caption="Questions of this import" captionHidden>
      <TableHead>
        <Th>Number</Th>
        <Th>Question</Th>
        <Th>Written</Th>
        <Th>Lines</Th>
      </TableHead>
      <TableBody>
        {detail.items.rows.map((item) => (
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
