'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { extendAssignment, releaseAssignment, withdrawAssignment } from '@/lib/features/assignment/actions';
import { errorOf, problemsOf } from './form-problems';

/** Moves the end of the window later. `closesAt` is the present end as wall time in `timeZone`. */
export function ExtendAssignment({
  assignmentId,
  closesAt,
  timeZone,
}: {
  assignmentId: string;
  closesAt: string;
  timeZone: string;
}) {
  const act = useAct(extendAssignment);
  const { state } = act;
  const [value, setValue] = useState(closesAt);
  return (
    <Dialog trigger="Extend" title="Extend the window">
      <ActionForm id="extend" act={act} className="flex flex-col gap-4" noValidate>
        <ErrorSummary problems={problemsOf(state, 'extend')} />
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <Field
          id="closesAt"
          label="New closing time"
          hint={`In ${timeZone}. Attempts that run keep their own deadline.`}
          error={errorOf(state, 'closesAt')}
        >
          {(control) => (
            <TextInput
              {...control}
              name="closesAt"
              type="datetime-local"
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        <div>
          <SubmitButton pendingLabel="Extending">Extend the window</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

export function ReleaseAssignment({ assignmentId, turnout }: { assignmentId: string; turnout: string }) {
  const act = useAct(releaseAssignment);
  const { state } = act;
  return (
    <Dialog trigger="Release results" triggerVariant="primary" title="Release results?">
      <ActionForm id="release" act={act} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'release')} />
        <p>{turnout} Whoever finishes later sees theirs at once. This can’t be taken back.</p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <div>
          <SubmitButton pendingLabel="Releasing">Release results</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

export function WithdrawAssignment({ assignmentId }: { assignmentId: string }) {
  const act = useAct(withdrawAssignment);
  const { state } = act;
  return (
    <Dialog trigger="Withdraw" title="Withdraw this assignment?">
      <ActionForm id="withdraw" act={act} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'withdraw')} />
        <p>
          It disappears from the learners’ lists and nobody can start it any more. Finished attempts and their
          evidence stay. This can’t be taken back.
        </p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <div>
          <SubmitButton variant="danger" pendingLabel="Withdrawing">
            Withdraw assignment
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
