import { ActionButton } from '@/components/forms/action-button';
import { Flash } from '@/components/ui/notice';
import { undoEdit } from '@/lib/features/bulk-edit/actions';
import type { LastEdit } from '@/lib/features/question-bank/contract';
import { formatCount } from '@/lib/ui/format';

const WHAT: Readonly<Record<LastEdit['kind'], string>> = {
  topic: 'The topic',
  state: 'The state',
  right: 'The right to use',
  licence: 'The licence note',
  balance: 'The order of the options',
};

/** What was just changed, with the way back. */
export function EditDone({ bankId, edit }: { bankId: string; edit: LastEdit }) {
  const what = `${WHAT[edit.kind]} of ${formatCount(edit.items, { one: 'question', other: 'questions' })}`;
  if (edit.undone) return <Flash>{what} was taken back, except where somebody has changed it since.</Flash>;
  return (
    <Flash
      undo={
        edit.kind === 'state' ? undefined : (
          <ActionButton
            action={undoEdit}
            fields={{ editId: edit.id, bankId }}
            pendingLabel="Taking it back"
            size="compact"
          >
            Undo
          </ActionButton>
        )
      }
    >
      {what} was changed.
    </Flash>
  );
}
