import { ActionButton } from '@/components/forms/action-button';
import { Flash } from '@/components/ui/notice';
import { undoEdit } from '@/lib/features/bulk-edit/actions';
import type { LastEdit } from '@/lib/features/question-bank/contract';
import { formatCount } from '@/lib/ui/format';

const QUESTIONS = { one: 'question', other: 'questions' } as const;

const WHAT: Readonly<Record<LastEdit['kind'], string>> = {
  topic: 'The topic',
  state: 'The state',
  right: 'The right to use',
  licence: 'The licence note',
  balance: 'The order of the options',
};

/** What was just changed, with the way back. */
export function EditDone({ bankId, edit }: { bankId: string; edit: LastEdit }) {
  const what = `${WHAT[edit.kind]} of ${formatCount(edit.items, QUESTIONS)}`;
  if (edit.undone) return <Flash>{what} was taken back, except where somebody has changed it since.</Flash>;
  const changedSince = edit.items - edit.restorable;
  return (
    <Flash
      undo={
        edit.kind === 'state' || edit.restorable === 0 ? undefined : (
          <ActionButton
            action={undoEdit}
            fields={{ editId: edit.id, bankId }}
            pendingLabel="Taking it back"
            size="compact"
          >
            {`Undo for ${formatCount(edit.restorable, QUESTIONS)}`}
          </ActionButton>
        )
      }
    >
      {what} was changed.
      {edit.kind === 'state' || changedSince === 0
        ? null
        : ` ${formatCount(changedSince, { one: 'of them was changed since and stays as it is.', other: 'of them were changed since and stay as they are.' })}`}
    </Flash>
  );
}
