import { ButtonLink } from '@/components/ui/button-link';
import type { BankCueView } from '@/lib/features/bank-cues/contract';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { FlaggedCues } from './flagged-cues';
import { KeyCues } from './key-cues';

/** What a bank gives away, which items are flagged, and the one repair that is safe to do in bulk. */
export function BankCuePanel({
  bankId,
  view,
  canManage,
}: {
  bankId: string;
  view: BankCueView;
  canManage: boolean;
}) {
  const { cues, missing } = view;
  return (
    <div className="flex flex-col gap-6">
      <KeyCues cues={cues} />
      {cues.position.verdict === 'uneven' && canManage ? (
        <div className="flex flex-col items-start gap-2">
          <p className="measure">
            Learners meet the options in an order of their own wherever the exam shuffles them, which is the
            default. Balancing the places here helps where it doesn’t, and in exports.
          </p>
          <ButtonLink href={paths.bankBalance(bankId)}>Balance the places of the keys</ButtonLink>
        </div>
      ) : null}
      <FlaggedCues bankId={bankId} cues={cues} />
      {missing > 0 ? (
        <p className="text-muted">
          {formatCount(missing, { one: 'question', other: 'questions' })} not looked at yet. Load the page
          again to go on.
        </p>
      ) : null}
    </div>
  );
}
