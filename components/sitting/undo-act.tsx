'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import type { AttemptActKind } from '@/lib/domain/attempt/staff-act';
import { undoActs } from '@/lib/features/attempt-act/actions';
import { LONGEST_REASON } from '@/lib/features/attempt-act/contract';
import { formatCount } from '@/lib/ui/format';
import { ACT_TEXT, undoSentence } from '@/lib/words/act-words';
import { ActTold } from './act-told';

/** Takes back what was done at once; of a pause, lets the exam go on. */
export function UndoAct({
  assignmentId,
  batchId,
  kind,
  sittings,
}: {
  assignmentId: string;
  batchId: string;
  kind: AttemptActKind;
  sittings: number;
}) {
  const act = useAct(undoActs);
  const { state } = act;
  const goesOn = kind === 'pause';
  const id = `undo-${batchId}`;
  return (
    <Dialog
      trigger={goesOn ? 'Let go on' : 'Take back'}
      triggerSize="compact"
      title={goesOn ? 'Let the exam go on?' : `Take “${ACT_TEXT[kind].label}” back?`}
    >
      <ActionForm act={act} className="flex flex-col gap-4" noValidate>
        <ActTold state={state} sentence={undoSentence} fieldIds={{ reason: id }} />
        <p>
          {`It concerns ${formatCount(sittings, { one: 'sitting', other: 'sittings' })}. `}
          {goesOn
            ? 'The clock goes on with the time that was left.'
            : 'Where it can’t be taken back any more, you are told why.'}
        </p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <input type="hidden" name="batchId" value={batchId} />
        <Field
          id={id}
          label="Reason"
          hint="The learner reads it, with the date."
          error={errorOf(state, 'reason')}
        >
          {(control) => (
            <TextArea
              {...control}
              name="reason"
              rows={2}
              maxLength={LONGEST_REASON}
              defaultValue={typedOf(state, 'reason')}
            />
          )}
        </Field>
        <div>
          <SubmitButton pendingLabel={goesOn ? 'Going on' : 'Taking back'}>
            {goesOn ? 'Let go on' : 'Take back'}
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
