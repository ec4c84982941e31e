import { Evidence } from '@/components/charts/evidence';
import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { coverageSentence } from '@/lib/domain/blueprint/coverage';
import type { BankOverview } from '@/lib/features/question-bank/contract';
import { formatCount, formatNumber, formatPercent } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** How the live items of a bank spread over the domains of its exam, and how many answers stand behind each. */
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
  const href = (domain: string) => withQuery(paths.bank(bank.id), { domain });
  return (
    <div className="flex flex-col gap-3">
      <p className="measure font-reading text-17 leading-reading">
        {coverageSentence(coverage)} {evidenceSentence(bank)}
      </p>
      <Table caption={`${bank.certificationName}, ${coverage.label}`}>
        <TableHead>
          <Th pinned>Domain</Th>
          <Th numeric>Weight</Th>
          <Th numeric>Live questions</Th>
          <Th>First-time answers</Th>
          <Th>Coverage</Th>
        </TableHead>
        <TableBody>
          {coverage.perDomain.map((domain, at) => (
            <Tr key={domain.domainId}>
              <Th scope="row" pinned>
                {domain.count === 0 ? (
                  domain.name
                ) : (
                  <TextLink href={href(domain.domainId)}>{domain.name}</TextLink>
                )}
              </Th>
              <Td numeric>{formatPercent(domain.weightPercent)}</Td>
              <Td numeric>{formatNumber(domain.count)}</Td>
              <Td>
                <Evidence n={coverage.answers[at] ?? 0} />
              </Td>
              <Td>
                {domain.covered ? (
                  <State icon="tick">Covered</State>
                ) : (
                  <State icon="circle" tone="below">
                    None yet
                  </State>
                )}
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        {coverage.unmappedCount > 0 ? (
          <TextLink href={href('none')}>
            {formatCount(coverage.unmappedCount, {
              one: 'live question counts for no domain',
              other: 'live questions count for no domain',
            })}
          </TextLink>
        ) : null}
        {bank.certificationId ? (
          <TextLink href={paths.certification(bank.certificationId)}>Map topics to domains</TextLink>
        ) : null}
        {coverage.missing.length > 0 ? <TextLink href={paths.newImport}>Import questions</TextLink> : null}
        {coverage.answers.some((n) => n < 30) ? <TextLink href={paths.exams}>Assign an exam</TextLink> : null}
      </p>
    </div>
  );
}

function evidenceSentence({ coverage }: BankOverview): string {
  const covered = coverage?.perDomain.filter((domain) => domain.covered) ?? [];
  const unanswered = coverage?.perDomain.filter(
    (domain, at) => domain.covered && (coverage.answers[at] ?? 0) === 0,
  );
  if (covered.length === 0 || unanswered === undefined || unanswered.length === 0) return '';
  return unanswered.length === covered.length
    ? 'Nobody has answered any of them yet.'
    : `Without an answer so far: ${unanswered.map((domain) => domain.name).join(', ')}.`;
}
