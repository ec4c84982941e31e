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
import type { AssignmentPlan } from '@/lib/features/assignment/contract';
import { errorOf, problemsOf } from './form-problems';
import { extendSentence, releaseSentence, withdrawSentence } from './plan-words';

/** Moves the end of the window later. `closesAt` is the present end as wall time in `timeZone`. */
export function ExtendAssignment({
  assignmentId,
  plan,
  closesAt,
  timeZone,
}: {
  assignmentId: string;
  plan: AssignmentPlan;
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
        <p>{extendSentence(plan)}</p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <Field
          id="closesAt"
          label="New closing time"
          hint={`In ${timeZone}.`}
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

export function ReleaseAssignment({ assignmentId, plan }: { assignmentId: string; plan: AssignmentPlan }) {
  const act = useAct(releaseAssignment);
  const { state } = act;
  return (
    <Dialog trigger="Release results" triggerVariant="primary" title="Release results?">
      <ActionForm id="release" act={act} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'release')} />
        <p>{releaseSentence(plan)}</p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        <div>
          <SubmitButton pendingLabel="Releasing">Release results</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

export function WithdrawAssignment({ assignmentId, plan }: { assignmentId: string; plan: AssignmentPlan }) {
  const act = useAct(withdrawAssignment);
  const { state } = act;
  return (
    <Dialog trigger="Withdraw" title="Withdraw this assignment?">
      <ActionForm id="withdraw" act={act} className="flex flex-col gap-4">
        <ErrorSummary problems={problemsOf(state, 'withdraw')} />
        <p>{withdrawSentence(plan)}</p>
        <input type="hidden" name="assignmentId" value={assignmentId} />
        {plan.running > 0 ? null : (
          <div>
            <SubmitButton variant="danger" pendingLabel="Withdrawing">
              Withdraw assignment
            </SubmitButton>
          </div>
        )}
      </ActionForm>
    </Dialog>
  );
}
