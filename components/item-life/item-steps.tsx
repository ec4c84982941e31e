'use client';

import { ActionButton } from '@/components/forms/action-button';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import { type ItemState, type ItemStep, type StepBy, stepsFrom } from '@/lib/domain/item/item-life';
import { moveItem } from '@/lib/features/item-life/actions';
import { stepWords } from './state-words';

/** The steps that this person can take with an item now; those that need a reason ask for it first. */
export function ItemSteps({ itemId, state, actor }: { itemId: string; state: ItemState; actor: StepBy }) {
  return stepsFrom(state, actor).map((step) =>
    step.needsNote ? (
      <StepWithReason key={step.to} itemId={itemId} step={step} />
    ) : (
      <ActionButton
        key={step.to}
        action={moveItem}
        fields={{ itemId, from: step.from, to: step.to }}
        pendingLabel="Changing"
      >
        {stepWords(step).act}
      </ActionButton>
    ),
  );
}

function StepWithReason({ itemId, step }: { itemId: string; step: ItemStep }) {
  const moving = useAct(moveItem);
  const { state } = moving;
  const { act, meaning } = stepWords(step);
  const noteId = `note-${step.to}`;
  return (
    <Dialog trigger={act} title={act}>
      <ActionForm act={moving} className="flex flex-col items-start gap-4">
        <FormOutcome state={state} fieldIds={{ note: noteId }} />
        <p>{meaning}</p>
        <input type="hidden" name="itemId" value={itemId} />
        <input type="hidden" name="from" value={step.from} />
        <input type="hidden" name="to" value={step.to} />
        <div className="w-full">
          <Field
            id={noteId}
            label="Reason"
            hint="Staff read it in the history of the question."
            error={errorOf(state, 'note')}
          >
            {(control) => (
              <TextArea
                {...control}
                name="note"
                rows={3}
                maxLength={1000}
                required
                defaultValue={typedOf(state, 'note')}
              />
            )}
          </Field>
        </div>
        <SubmitButton pendingLabel="Changing">{act}</SubmitButton>
      </ActionForm>
    </Dialog>
  );
}
