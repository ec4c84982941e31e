import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { coverageSentence } from '@/lib/domain/blueprint/coverage';
import type { BankOverview } from '@/lib/features/question-bank/contract';
import { formatCount, formatNumber, formatPercent } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** How the live items of a bank spread over the domains of its exam. */
export function BankCoverage({ bank }: { bank: BankOverview }) {
  const { coverage } = bank;
  if (coverage === null) {
    return (
      <p className="measure text-muted">
        {bank.certificationId === null
          ? 'The bank has no certification, so there is no blueprint to measure it against.'
          : 'The certification has no blueprint yet.'}
      </p>
    );
  }
  const total = bank.live;
  return (
    <div className="flex flex-col gap-3">
      <p className="measure">
        {coverageSentence(coverage)}
        {coverage.unmappedCount > 0
          ? ` ${formatCount(coverage.unmappedCount, { one: 'live question counts', other: 'live questions count' })} for no domain.`
          : ''}{' '}
        {bank.certificationId ? (
          <TextLink href={paths.certification(bank.certificationId)}>Map topics to domains</TextLink>
        ) : null}
      </p>
      <Table caption={`${bank.certificationName}, ${coverage.label}`}>
        <TableHead>
          <Th>Domain</Th>
          <Th numeric>Weight</Th>
          <Th numeric>Live questions</Th>
          <Th numeric>Share</Th>
          <Th>Coverage</Th>
        </TableHead>
        <TableBody>
          {coverage.perDomain.map((domain) => (
            <Tr key={domain.domainId}>
              <Th scope="row">{domain.name}</Th>
              <Td numeric>{formatPercent(domain.weightPercent)}</Td>
              <Td numeric>{formatNumber(domain.count)}</Td>
              <Td numeric>{total === 0 ? '–' : formatPercent((100 * domain.count) / total)}</Td>
              <Td>
                {domain.covered ? (
                  <State icon="tick">Covered</State>
                ) : (
                  <State icon="circle" tone="unknown">
                    None yet
                  </State>
                )}
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
