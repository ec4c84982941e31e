import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { toListParameters } from '@/lib/domain/kernel/page';
import {
  HISTORY_KINDS,
  type HistoryEntry,
  type HistoryKind,
  type HistoryPage,
  type HistoryQuery,
} from '@/lib/features/bank-history/contract';
import { formatDateTime } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { historyWords } from './history-words';

const KINDS: Readonly<Record<HistoryKind, string>> = {
  imports: 'Imports',
  questions: 'Questions',
  bulk: 'Many at once',
  exports: 'Exports',
};

const CHANGES = { one: 'change', other: 'changes' } as const;

interface Props {
  bankId: string;
  history: HistoryPage;
  query: HistoryQuery;
  timeZone: string;
}

/** Who did what to a bank, newest first; each moment leads to the bank as it was then. */
export function BankHistory({ bankId, history, query, timeZone }: Props) {
  const path = paths.bankHistory(bankId);
  const { kind } = query;
  const href = ({ kind: wanted, ...part }: Partial<HistoryQuery>) =>
    withQuery(path, { kind: wanted, ...toListParameters(part) });
  const place = { path, keep: { kind } };
  return (
    <div className="flex flex-col gap-5">
      <Tabs
        label="Kinds of change"
        tabs={[
          { href: href({ kind: null }), label: 'Everything', current: kind === null },
          ...HISTORY_KINDS.map((each) => ({
            href: href({ kind: each }),
            label: KINDS[each],
            current: kind === each,
          })),
        ]}
      />
      {history.total > 0 || query.q !== '' ? (
        <ListSearch label="Find by person or question" query={query} {...place} />
      ) : null}
      {history.total > 0 ? null : query.q === '' ? (
        <EmptyState title="Nothing of that kind happened yet." />
      ) : (
        <NoneMatch what="changes" {...place} />
      )}
      {history.total === 0 ? null : (
        <Table caption="Changes, newest first" captionHidden>
          <TableHead>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>About</Th>
            <Th>Bank then</Th>
          </TableHead>
          <TableBody>
            {history.rows.map((entry) => (
              <Tr key={entry.id}>
                <Th scope="row">
                  <span className="whitespace-nowrap">{formatDateTime(entry.at, timeZone)}</span>
                </Th>
                <Td>{entry.actor ?? 'The installation'}</Td>
                <Td>{historyWords(entry)}</Td>
                <Td>
                  <About entry={entry} />
                </Td>
                <Td>
                  <TextLink href={withQuery(path, { kind, at: entry.at })}>
                    Show
                    <span className="sr-only"> the bank of {formatDateTime(entry.at, timeZone)}</span>
                  </TextLink>
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
      <Pager page={history} noun={CHANGES} href={(page) => href({ ...query, page })} />
    </div>
  );
}

function About({ entry: { subjectKind, subjectId, title } }: { entry: HistoryEntry }) {
  if (subjectKind === 'item')
    return <TextLink href={paths.item(subjectId)}>{title || 'A question'}</TextLink>;
  if (subjectKind === 'import')
    return <TextLink href={paths.import(subjectId)}>{title || 'The import'}</TextLink>;
  return <span className="text-muted">The bank</span>;
}
