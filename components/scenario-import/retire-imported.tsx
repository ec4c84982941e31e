'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { retireImported } from '@/lib/features/import-history/actions';
import { formatCount } from '@/lib/ui/format';

/** For an import that can't be undone any more: its questions are kept and no longer used. */
export function RetireImported({ importId, count }: { importId: string; count: number }) {
  const act = useAct(retireImported);
  const { state } = act;
  return (
    <Dialog trigger="Retire its questions" title="Retire the questions of this import" closeLabel="Keep them">
      <p className="measure">
        {count === 0
          ? 'None of the questions that this import made is live, so nothing would change.'
          : `${formatCount(count, { one: 'live question that this import made is', other: 'live questions that this import made are' })} retired: whoever starts an exam from now on doesn’t get them, also where it is assigned already. Attempts and results stay as they are, and each question can be made live again.`}
      </p>
      <ActionForm act={act} className="flex flex-col items-start gap-4">
        <input type="hidden" name="importId" value={importId} />
        <FormOutcome state={state} />
        <Field id="retire-note" label="Reason">
          {(control) => <TextInput {...control} name="note" required maxLength={1000} />}
        </Field>
        <SubmitButton variant="danger" pendingLabel="Retiring">
          Retire its questions
        </SubmitButton>
      </ActionForm>
    </Dialog>
  );
}
