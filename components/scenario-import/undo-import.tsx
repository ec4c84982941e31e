'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { undoImport } from '@/lib/features/import-history/actions';
import type { UndoPlan } from '@/lib/features/import-history/contract';
import { undoSentence } from './undo-words';

/** Takes an import back after a look at what that means. */
export function UndoImport({
  importId,
  plan,
  bankName,
}: {
  importId: string;
  plan: UndoPlan;
  bankName: string;
}) {
  const act = useAct(undoImport);
  const { state } = act;
  return (
    <Dialog trigger="Undo import" title="Undo this import" closeLabel="Keep it">
      <p className="measure">{undoSentence(plan, bankName)}</p>
      <ActionForm act={act} className="flex flex-col items-start gap-4">
        <input type="hidden" name="importId" value={importId} />
        <FormOutcome state={state} />
        <SubmitButton variant="danger" pendingLabel="Undoing">
          Undo import
        </SubmitButton>
      </ActionForm>
    </Dialog>
  );
}
