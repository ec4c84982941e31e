'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { undoImport } from '@/lib/features/import-history/actions';

/** Takes an import back after a look at what that means. */
export function UndoImport({ importId, effect }: { importId: string; effect: string }) {
  const act = useAct(undoImport);
  const { state } = act;
  return (
    <Dialog trigger="Undo import" title="Undo this import" closeLabel="Keep it">
      <p className="measure">{effect} The bank, the topics and this record stay.</p>
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
