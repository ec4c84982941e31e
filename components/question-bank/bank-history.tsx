import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination, Tabs } from '@/components/ui/navigation';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import {
  HISTORY_KINDS,
  type HistoryEntry,
  type HistoryKind,
  type HistoryPage,
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

interface Props {
  bankId: string;
  history: HistoryPage;
  kind: HistoryKind | null;
  timeZone: string;
}

/** Who did what to a bank, newest first; each moment leads to the bank as it was then. */
export function BankHistory({ bankId, history, kind, timeZone }: Props) {
  const href = (next: { kind?: HistoryKind | null; page?: number }) =>
    withQuery(paths.bankHistory(bankId), { kind, ...next });
  const { total, page, pageSize, entries } = history;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, from + pageSize - 1);
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
      {entries.length === 0 ? (
        <EmptyState title="Nothing of that kind happened yet." />
      ) : (
        <Table caption="Changes, newest first" captionHidden>
          <TableHead>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>About</Th>
            <Th>Bank then</Th>
          </TableHead>
          <TableBody>
            {entries.map((entry) => (
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
                  <TextLink href={withQuery(paths.bankHistory(bankId), { kind, at: entry.at })}>
                    Show
                    <span className="sr-only"> the bank of {formatDateTime(entry.at, timeZone)}</span>
                  </TextLink>
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
      {total > pageSize ? (
        <Pagination
          from={from}
          to={to}
          total={total}
          noun={{ one: 'change', other: 'changes' }}
          previousHref={page > 1 ? href({ page: page - 1 }) : null}
          nextHref={to < total ? href({ page: page + 1 }) : null}
        />
      ) : null}
    </div>
  );
}

function About({ entry: { subjectKind, subjectId, title } }: { entry: HistoryEntry }) {
  if (subjectKind === 'item')
    return <TextLink href={paths.item(subjectId)}>{title || 'A question'}</TextLink>;
  if (subjectKind === 'import') return <TextLink href={paths.import(subjectId)}>The import</TextLink>;
  return <span className="text-muted">The bank</span>;
}
