import { clsx } from 'clsx';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Coverage } from '@/lib/domain/blueprint/coverage';
import type { MappedTopic } from '@/lib/features/certification/contract';
import { formatList, formatNumber, formatPercent } from '@/lib/ui/format';

/**
 * The exam against the questions there are: first as one strip as wide as the exam, hatched where there is nothing, then
 * domain by domain.
 */
export function CoveragePanel({ coverage, topics }: { coverage: Coverage; topics: readonly MappedTopic[] }) {
  return (
    <div className="flex flex-col gap-5">
      <CoverageStrip coverage={coverage} />
      <Table caption="Domains of the exam, with the questions in use for each" captionHidden>
        <TableHead>
          <Th>Domain</Th>
          <Th numeric>Weight</Th>
          <Th numeric>Questions in use</Th>
          <Th>Topics</Th>
        </TableHead>
        <TableBody>
          {coverage.perDomain.map((domain) => {
            const names = topics
              .filter(({ domainId }) => domainId === domain.domainId)
              .map(({ name }) => name);
            return (
              <Tr key={domain.domainId}>
                <Th scope="row">{domain.name}</Th>
                <Td numeric>{formatPercent(domain.weightPercent)}</Td>
                <Td numeric>
                  {domain.covered ? (
                    formatNumber(domain.count)
                  ) : (
                    <State icon="warning" tone="below">
                      No questions
                    </State>
                  )}
                </Td>
                <Td>{names.length > 0 ? formatList(names) : <span className="text-muted">None</span>}</Td>
              </Tr>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

/** Each domain as wide as its weight. The table beside it says the same in words. */
function CoverageStrip({ coverage }: { coverage: Coverage }) {
  return (
    <div aria-hidden="true" className="flex h-8 w-full gap-px">
      {coverage.perDomain.map((domain) => (
        <span
          key={domain.domainId}
          title={`${domain.name}, ${domain.weightPercent}\u00a0%`}
          style={{ flexGrow: domain.weightPercent, flexBasis: 0 }}
          className={clsx(
            'printed border',
            domain.covered ? 'border-accent bg-accent' : 'hatch border-below',
          )}
        />
      ))}
    </div>
  );
}
