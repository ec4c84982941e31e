import { ActionButton } from '@/components/forms/action-button';
import { ButtonLink, TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { KEPT_REASONS, type KeptReason } from '@/lib/domain/cue-lint/balance-keys';
import { letterAt } from '@/lib/domain/item/item-content';
import { balanceBank } from '@/lib/features/bank-cues/actions';
import type { BalanceView } from '@/lib/features/bank-cues/contract';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { PlaceCounts } from './key-places';

const QUESTION = { one: 'question', other: 'questions' };

const KEPT_WORDS: Readonly<Record<KeptReason, string>> = {
  severalKeys: 'with several keys',
  shuffleLocked: 'whose options refer to one another',
  numeric: 'whose options are numbers, where order means something',
  namesLetters: 'whose text names options by letter',
};

/** What balancing would do, before it is done. */
export function BalancePreview({ bankId, plan }: { bankId: string; plan: BalanceView }) {
  const kept = KEPT_REASONS.filter((reason) => plan.kept[reason] > 0);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap gap-x-12 gap-y-4">
        <PlaceCounts caption="Keys by place now" counts={plan.before} />
        <PlaceCounts caption="Afterwards" counts={plan.after} />
      </div>
      {kept.length > 0 ? (
        <ul className="measure flex flex-col gap-1 text-muted">
          {kept.map((reason) => (
            <li key={reason}>
              {formatCount(plan.kept[reason], QUESTION)} {KEPT_WORDS[reason]}: left alone.
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap gap-3">
        {plan.total > 0 ? (
          <ActionButton
            action={balanceBank}
            fields={{ bankId, digest: plan.digest }}
            pendingLabel="Balancing"
            variant="primary"
          >
            {`Reorder the options of ${formatCount(plan.total, QUESTION)}`}
          </ActionButton>
        ) : null}
        <ButtonLink href={paths.bank(bankId)}>Back to the bank</ButtonLink>
      </div>
      {plan.total > 0 ? <Moves plan={plan} /> : null}
    </div>
  );
}

function Moves({ plan }: { plan: BalanceView }) {
  const rest = plan.total - plan.moves.length;
  return (
    <>
      <Table caption="Questions whose options change places">
        <TableHead>
          <Th>Question</Th>
          <Th>Key now</Th>
          <Th>Key afterwards</Th>
        </TableHead>
        <TableBody>
          {plan.moves.map(({ itemId, title, from, to }) => (
            <Tr key={itemId}>
              <Th scope="row">
                <TextLink href={paths.item(itemId)}>{title === '' ? 'Untitled' : title}</TextLink>
              </Th>
              <Td>{letterAt(from)}</Td>
              <Td>{letterAt(to)}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {rest > 0 ? <p className="text-muted">And {formatCount(rest, QUESTION)} more.</p> : null}
    </>
  );
}
