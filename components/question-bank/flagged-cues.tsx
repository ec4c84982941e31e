import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import { CUE_CHECKS, ITEM_CUE_CODES } from '@/lib/domain/cue-lint/cue-check';
import { formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { CUE_SEVERITY } from './cue-severity';
import { CueSources } from './cue-sources';

/** How many items each check flags, with the way to them and what mends it. */
export function FlaggedCues({ bankId, cues }: { bankId: string; cues: BankCues }) {
  const codes = ITEM_CUE_CODES.filter((code) => (cues.flagged[code] ?? 0) > 0);
  if (codes.length === 0) return <p className="text-muted">No question is flagged.</p>;
  return (
    <Table caption="Questions that a check flags">
      <TableHead>
        <Th pinned>Check</Th>
        <Th numeric>Questions</Th>
        <Th>How bad</Th>
        <Th>What mends it</Th>
        <Th>Source</Th>
      </TableHead>
      <TableBody>
        {codes.map((code) => {
          const check = CUE_CHECKS[code];
          return (
            <Tr key={code}>
              <Th scope="row" pinned>
                <TextLink href={withQuery(paths.bank(bankId), { cue: code })}>{check.name}</TextLink>
              </Th>
              <Td numeric>{formatNumber(cues.flagged[code] ?? 0)}</Td>
              <Td>
                <State {...CUE_SEVERITY[check.severity]} />
              </Td>
              <Td>
                <span className="block min-w-64 py-1.5">{check.fix}</span>
              </Td>
              <Td>
                <CueSources ids={check.sources} />
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
