'use client';

import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select } from '@/components/ui/text-control';
import { handOverExam } from '@/lib/features/exam/actions';
import type { ExamOwner, ExamView } from '@/lib/features/exam/contract';
import { changersSentence, ownerWords } from './exam-words';
import { errorOf, problemsOf } from './form-problems';

/** Who answers for the exam, and for administrators the form that hands it over; `choices` is null for everybody else. */
export function OwnerSection({
  exam,
  choices,
}: {
  exam: Pick<ExamView, 'id' | 'owner'>;
  choices: readonly ExamOwner[] | null;
}) {
  return (
    <Section title="Owner" id="owner" description={changersSentence(exam.owner)}>
      {choices === null ? <p>{ownerWords(exam.owner)}</p> : <HandOver exam={exam} choices={choices} />}
    </Section>
  );
}

function HandOver({
  exam,
  choices,
}: {
  exam: Pick<ExamView, 'id' | 'owner'>;
  choices: readonly ExamOwner[];
}) {
  const act = useAct(handOverExam);
  const { state } = act;
  const current = choices.find(({ id }) => id === exam.owner?.id);
  return (
    <ActionForm id="hand-over" act={act} className="flex max-w-xl flex-col items-start gap-4">
      <ErrorSummary problems={problemsOf(state, 'hand-over')} />
      <input type="hidden" name="examId" value={exam.id} />
      <Field id="ownerId" label="Who answers for it" error={errorOf(state, 'ownerId')}>
        {(control) => (
          <Select key={current?.id ?? 'nobody'} {...control} name="ownerId" defaultValue={current?.id ?? ''}>
            {current ? null : <option value="">{ownerWords(exam.owner)}</option>}
            {choices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton variant="secondary" pendingLabel="Handing over">
        Hand over
      </SubmitButton>
    </ActionForm>
  );
}
