'use client';

import { useActionState, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { IDLE } from '@/lib/domain/kernel/action-state';
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
  const [state, submit] = useActionState(extendAssignment, IDLE);
  const [value, setValue] = useState(closesAt);
  return (
    <Dialog trigger="Extend" title="Extend the window">
      <form id="extend" action={submit} className="flex flex-col gap-4" noValidate>
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
      </form>
    </Dialog>
  );
}

export function ReleaseAssignment({ assignmentId, turnout }: { assignmentId: string; turnout: string }) {
  const [state, submit] = useActionState(releaseAssignment, IDLE);
  return (
    <Dialog trigger="Release results" triggerVariant="primary" title="Release results?">
      <form id="release" action={submit} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'release')} />
        <p>{turnout} Whoever finishes later sees theirs at once. This can’t be taken back.</p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <div>
          <SubmitButton pendingLabel="Releasing">Release results</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}

export function WithdrawAssignment({ assignmentId }: { assignmentId: string }) {
  const [state, submit] = useActionState(withdrawAssignment, IDLE);
  return (
    <Dialog trigger="Withdraw" title="Withdraw this assignment?">
      <form id="withdraw" action={submit} className="flex flex-col gap-4">
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
      </form>
    </Dialog>
  );
}
