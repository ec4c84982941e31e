import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { BankThen as Then } from '@/lib/features/bank-history/contract';
import { formatCount, formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

const QUESTIONS = { one: 'question', other: 'questions' };

/** What a bank held at one time, against now. Every version is kept, so each is a press away; nothing is put back by looking. */
export function BankThen({ bankId, then, timeZone }: { bankId: string; then: Then; timeZone: string }) {
  const differing = then.changed + then.added;
  return (
    <section className="flex flex-col gap-3 rounded-control bg-sunken px-5 py-4">
      <h2 className="text-20 font-semibold">The bank on {formatDateTime(then.at, timeZone)}</h2>
      <p className="measure">
        It held {formatCount(then.items, QUESTIONS)}. Since then {formatNumber(then.changed)} got another
        version and {formatNumber(then.added)} came in; {formatNumber(then.unchanged)} are as they were.{' '}
        <TextLink href={paths.bankHistory(bankId)}>Close</TextLink>
      </p>
      {differing === 0 ? null : (
        <Table caption="Questions that were different">
          <TableHead>
            <Th>Question</Th>
            <Th numeric>Version then</Th>
            <Th numeric>Version now</Th>
          </TableHead>
          <TableBody>
            {then.differing.map((item) => (
              <Tr key={item.itemId}>
                <Th scope="row">
                  <TextLink href={paths.item(item.itemId)}>{item.title || 'Untitled'}</TextLink>
                </Th>
                <Td numeric>
                  {item.versionThen === null ? 'Not there yet' : formatNumber(item.versionThen)}
                </Td>
                <Td numeric>{formatNumber(item.versionNow)}</Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
      {differing > then.differing.length ? (
        <p className="text-muted">And {formatCount(differing - then.differing.length, QUESTIONS)} more.</p>
      ) : null}
    </section>
  );
}
