'use client';

import { useActionState, useState } from 'react';
import { Checkbox, ChoiceGroup } from '@/components/ui/choice';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextInput } from '@/components/ui/text-control';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { assignExam } from '@/lib/features/assignment/actions';
import type { AssignmentTargets } from '@/lib/features/assignment/contract';
import { formatCount } from '@/lib/ui/format';
import { assignSentence } from './assign-summary';
import { LEARNERS } from './exam-words';
import { errorOf, keepFields, problemsOf } from './form-problems';
import { ReleaseFields } from './release-fields';

/** Values of the fields when the form opens. */
export interface AssignDefaults {
  readonly target: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly minutes: number;
}

type Fields = Record<'target' | 'opensAt' | 'closesAt' | 'minutes' | 'attemptsAllowed', string>;

/** Gives an exam to a cohort or a person, and says before the button what that will do. */
export function AssignForm({
  examId,
  targets,
  timeZone,
  defaults,
}: {
  examId: string;
  targets: AssignmentTargets;
  timeZone: string;
  defaults: AssignDefaults;
}) {
  const [state, submit] = useActionState(assignExam, IDLE);
  const [fields, setFields] = useState<Fields>({
    ...defaults,
    minutes: String(defaults.minutes),
    attemptsAllowed: '1',
  });
  const bind = (name: keyof Fields) => ({
    name,
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  const error = (name: string) => errorOf(state, name);
  const sentence = assignSentence(
    {
      ...nameTarget(targets, fields.target),
      opensAt: fields.opensAt,
      closesAt: fields.closesAt,
      minutes: Number(fields.minutes),
      attemptsAllowed: Number(fields.attemptsAllowed),
    },
    timeZone,
  );
  return (
    <form id="form" action={submit} onReset={keepFields} className="flex flex-col gap-6" noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="examId" value={examId} />
      <Field id="target" label="Who gets it" error={error('target')}>
        {(control) => (
          <Select {...control} {...bind('target')}>
            <TargetOptions targets={targets} />
          </Select>
        )}
      </Field>
      <div className="flex flex-col gap-1.5">
        <div className="flex flex-wrap gap-5">
          <Field id="opensAt" label="Opens" error={error('opensAt')}>
            {(control) => <TextInput {...control} {...bind('opensAt')} type="datetime-local" />}
          </Field>
          <Field id="closesAt" label="Closes" error={error('closesAt')}>
            {(control) => <TextInput {...control} {...bind('closesAt')} type="datetime-local" />}
          </Field>
        </div>
        <p className="text-13 text-muted">
          In the time zone of your organisation, {timeZone}. Whoever starts shortly before the end has until
          the end, unless they were granted extra time.
        </p>
      </div>
      <div className="flex flex-wrap gap-5">
        <div className="w-40">
          <Field id="minutes" label="Minutes" error={error('minutes')}>
            {(control) => <TextInput {...control} {...bind('minutes')} inputMode="numeric" />}
          </Field>
        </div>
        <div className="w-40">
          <Field id="attemptsAllowed" label="Attempts allowed" error={error('attemptsAllowed')}>
            {(control) => <TextInput {...control} {...bind('attemptsAllowed')} inputMode="numeric" />}
          </Field>
        </div>
      </div>
      <ReleaseFields feedbackError={error('feedbackPolicy')} releaseError={error('releaseRule')} />
      <ShuffleFields />
      <div className="flex flex-col items-start gap-4 border-t border-hairline pt-5">
        <p role="status" className="measure font-reading text-20 leading-reading text-pretty">
          {sentence ?? 'Choose who gets the exam and when.'}
        </p>
        <SubmitButton pendingLabel="Assigning">Assign exam</SubmitButton>
      </div>
    </form>
  );
}

function TargetOptions({ targets }: { targets: AssignmentTargets }) {
  return (
    <>
      <option value="">Choose a cohort or a person</option>
      <optgroup label="Cohorts">
        {targets.cohorts.map((cohort) => (
          <option key={cohort.id} value={`cohort:${cohort.id}`}>
            {cohort.name} ({formatCount(cohort.learnerCount, LEARNERS)})
          </option>
        ))}
      </optgroup>
      <optgroup label="People">
        {targets.people.map((person) => (
          <option key={person.membershipId} value={`person:${person.membershipId}`}>
            {person.label}
          </option>
        ))}
      </optgroup>
    </>
  );
}

function ShuffleFields() {
  const [items, setItems] = useState(true);
  const [options, setOptions] = useState(true);
  return (
    <ChoiceGroup id="shuffle" label="Order">
      <Checkbox
        id="shuffleItems"
        name="shuffleItems"
        label="Shuffle questions"
        hint="Questions with a shared background stay together."
        checked={items}
        onChange={(event) => setItems(event.target.checked)}
      />
      <Checkbox
        id="shuffleOptions"
        name="shuffleOptions"
        label="Shuffle options"
        hint="Except where options refer to each other, as in “Both A and B”."
        checked={options}
        onChange={(event) => setOptions(event.target.checked)}
      />
    </ChoiceGroup>
  );
}

function nameTarget(targets: AssignmentTargets, value: string) {
  const cohort = targets.cohorts.find(({ id }) => value === `cohort:${id}`);
  if (cohort) return { target: cohort.name, learnerCount: cohort.learnerCount };
  const person = targets.people.find(({ membershipId }) => value === `person:${membershipId}`);
  return { target: person?.label ?? null, learnerCount: null };
}
