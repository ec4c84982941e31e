'use client';

import { useActionState } from 'react';
import { FormOutcome } from '@/components/forms/form-outcome';
import { Dialog } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { undoImport } from '@/lib/features/import-history/actions';

/** Takes an import back after a look at what that means. */
export function UndoImport({ importId, effect }: { importId: string; effect: string }) {
  const [state, submit] = useActionState(undoImport, IDLE);
  return (
    <Dialog trigger="Undo import" title="Undo this import" closeLabel="Keep it">
      <p className="measure">{effect} The bank, the topics and this record stay.</p>
      <form action={submit} className="flex flex-col items-start gap-4">
        <input type="hidden" name="importId" value={importId} />
        <FormOutcome state={state} />
        <SubmitButton variant="danger" pendingLabel="Undoing">
          Undo import
        </SubmitButton>
      </form>
    </Dialog>
  );
}
