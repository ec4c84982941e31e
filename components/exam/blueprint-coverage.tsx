import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { allocateItems } from '@/lib/domain/blueprint/allocate-items';
import type { Coverage } from '@/lib/domain/blueprint/coverage';
import { formatCount, formatNumber, formatPercent } from '@/lib/ui/format';
import { QUESTIONS } from './exam-words';

/** Each domain's questions beside the number that its weight asks for. */
export function BlueprintCoverage({
  coverage,
  questionCount,
}: {
  coverage: Coverage;
  questionCount: number;
}) {
  const allocation = allocateItems(coverage.perDomain, questionCount);
  const asked = new Map(
    allocation.ok ? allocation.value.perDomain.map((share) => [share.domainId, share.itemCount]) : [],
  );
  return (
    <div className="flex flex-col gap-3">
      <Table caption="Questions by domain of the blueprint" captionHidden>
        <TableHead>
          <Th pinned>Domain</Th>
          <Th numeric>Weight</Th>
          <Th numeric>Questions here</Th>
          <Th numeric>In proportion</Th>
          <Th>State</Th>
        </TableHead>
        <TableBody>
          {coverage.perDomain.map((domain) => (
            <Tr key={domain.domainId}>
              <Th scope="row" pinned>
                {domain.name}
              </Th>
              <Td numeric>{formatPercent(domain.weightPercent)}</Td>
              <Td numeric>{formatNumber(domain.count)}</Td>
              <Td numeric>{formatNumber(asked.get(domain.domainId) ?? 0)}</Td>
              <Td>
                <DomainState count={domain.count} asked={asked.get(domain.domainId) ?? 0} />
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {coverage.unmappedCount > 0 ? (
        <p className="text-muted">
          {formatCount(coverage.unmappedCount, QUESTIONS)} belong to no domain of this blueprint: their topic
          is missing or not mapped.
        </p>
      ) : null}
    </div>
  );
}

function DomainState({ count, asked }: { count: number; asked: number }) {
  if (count === 0) {
    return (
      <State icon="warning" tone="below">
        Not covered
      </State>
    );
  }
  if (count < asked) return <State icon="minus">{`${asked - count} fewer`}</State>;
  if (count > asked) return <State icon="plus">{`${count - asked} more`}</State>;
  return <State icon="tick">In proportion</State>;
}
