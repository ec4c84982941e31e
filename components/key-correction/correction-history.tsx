import { TextLink } from '@/components/ui/button-link';
import { Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { POLICY_WORDS } from '@/lib/domain/key-correction/correction-policy';
import type { CorrectionRow } from '@/lib/features/key-correction/contract';
import { formatCount, formatDateTime } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { RESULTS } from './key-words';

/** How the key of an item was corrected over time. */
export function CorrectionHistory({
  corrections,
  timeZone,
}: {
  corrections: readonly CorrectionRow[];
  timeZone: string;
}) {
  return (
    <Section
      title="Corrections of the key"
      description={
        corrections.length === 0 ? 'The key was never corrected after somebody had answered.' : undefined
      }
    >
      {corrections.length > 0 ? (
        <Table caption="Corrections of the key, newest first" captionHidden>
          <TableHead>
            <Th>When</Th>
            <Th>Key</Th>
            <Th>Answers before</Th>
            <Th>Results</Th>
            <Th>By</Th>
            <Th>Why</Th>
          </TableHead>
          <TableBody>
            {corrections.map((each) => (
              <Tr key={each.id}>
                <Th scope="row">
                  <TextLink href={paths.keyCorrection(each.id)} prefetch={false}>
                    {formatDateTime(each.decidedAt, timeZone)}
                  </TextLink>
                </Th>
                <Td>
                  <span className="whitespace-nowrap">
                    {each.keyBefore} → {each.keyAfter}
                  </span>
                </Td>
                <Td>{POLICY_WORDS[each.policy].name}</Td>
                <Td>
                  {formatCount(each.counts.results, RESULTS)}
                  {each.itemCount > 1 ? `, with ${each.itemCount - 1} more` : ''}
                </Td>
                <Td>{each.decidedBy ?? 'The installation'}</Td>
                <Td prose>{each.reason}</Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      ) : null}
    </Section>
  );
}
