'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import { resolveReport } from '@/lib/features/problem-report/actions';

const OUTCOMES = [
  { value: 'answered', label: 'Answered', hint: 'The question is right; the answer explains it.' },
  { value: 'corrected', label: 'Question corrected', hint: 'Change the question or its key first.' },
  { value: 'declined', label: 'Declined', hint: 'Nothing is changed; say why.' },
] as const;

/** Closes a report; the learner reads the answer at the question in their results. */
export function ResolveForm({ reportId, learner }: { reportId: string; learner: string }) {
  const act = useAct(resolveReport);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex flex-col items-start gap-4" noValidate>
      <FormOutcome state={state} fieldIds={{ outcome: 'outcome', answer: 'answer' }} />
      <input type="hidden" name="reportId" value={reportId} />
      <ChoiceGroup id="outcome" label="What comes of the report" error={errorOf(state, 'outcome')}>
        {OUTCOMES.map(({ value, label, hint }) => (
          <Radio
            key={value}
            id={`outcome-${value}`}
            name="outcome"
            value={value}
            label={label}
            hint={hint}
            defaultChecked={typedOf(state, 'outcome') === value}
          />
        ))}
      </ChoiceGroup>
      <div className="w-full">
        <Field
          id="answer"
          label={`Answer to ${learner}`}
          hint="It stands at the question in their results."
          error={errorOf(state, 'answer')}
        >
          {(control) => (
            <TextArea
              {...control}
              name="answer"
              rows={4}
              maxLength={2000}
              defaultValue={typedOf(state, 'answer')}
            />
          )}
        </Field>
      </div>
      <SubmitButton pendingLabel="Closing">Close the report</SubmitButton>
    </ActionForm>
  );
}
