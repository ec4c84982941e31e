'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { assignExam } from '@/lib/features/assignment/actions';
import type { AssignmentTarget, TargetPage } from '@/lib/features/assignment-target/contract';
import type { StartingValues } from '@/lib/features/organisation/contract';
import { formatCount } from '@/lib/ui/format';
import { assignSentence } from './assign-summary';
import { LEARNERS } from './exam-words';
import { errorOf, keepFields, problemsOf } from './form-problems';
import { ReleaseFields } from './release-fields';
import { ShuffleFields } from './shuffle-fields';

/** Values of the fields when the form opens. */
export interface AssignDefaults {
  readonly opensAt: string;
  readonly closesAt: string;
  readonly minutes: number;
  /** What the organisation lets an assignment start with. */
  readonly rules: StartingValues;
}

type Fields = Record<'opensAt' | 'closesAt' | 'minutes' | 'attemptsAllowed', string>;

/** Gives an exam to a cohort or a person, and says before the button what that will do. */
export function AssignForm({
  examId,
  page,
  timeZone,
  defaults,
}: {
  examId: string;
  page: TargetPage;
  timeZone: string;
  defaults: AssignDefaults;
}) {
  const act = useAct(assignExam);
  const { state } = act;
  const [chosen, choose] = useState<Chosen | null>(page.chosen);
  const [fields, setFields] = useState<Fields>({
    opensAt: defaults.opensAt,
    closesAt: defaults.closesAt,
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
      ...nameTarget(chosen),
      opensAt: fields.opensAt,
      closesAt: fields.closesAt,
      minutes: Number(fields.minutes),
      attemptsAllowed: Number(fields.attemptsAllowed),
    },
    timeZone,
  );
  return (
    <ActionForm id="form" act={act} onReset={keepFields} className="flex flex-col gap-6" noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="examId" value={examId} />
      <TargetFields page={page} chosen={chosen} choose={choose} error={error('target')} />
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
      <ReleaseFields
        start={defaults.rules}
        feedbackError={error('feedbackPolicy')}
        releaseError={error('releaseRule')}
      />
      <ShuffleFields start={defaults.rules} />
      <div className="flex flex-col items-start gap-4 border-t border-hairline pt-5">
        <p role="status" className="measure font-reading text-20 leading-reading text-pretty">
          {sentence ?? 'Choose who gets the exam and when.'}
        </p>
        <SubmitButton pendingLabel="Assigning">Assign exam</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** A cohort, a person, or everybody whom a search found, with the number that was shown. */
type Chosen = AssignmentTarget | { readonly kind: 'found'; readonly q: string; readonly shown: number };

const fieldOf = (target: Chosen): string =>
  target.kind === 'found' ? 'found' : `${target.kind}:${target.id}`;

const isSame = (one: Chosen | null, other: Chosen): boolean =>
  one !== null && JSON.stringify(one) === JSON.stringify(other);

function TargetFields({
  page: { query, targets },
  chosen,
  choose,
  error,
}: {
  page: TargetPage;
  chosen: Chosen | null;
  choose: (target: Chosen) => void;
  error: string | undefined;
}) {
  const found = { kind: 'found', q: query.q, shown: targets.total } as const;
  const offered: readonly Chosen[] = [
    ...(query.kind === 'person' && targets.total > 0 ? [found] : []),
    ...targets.rows,
  ];
  const isElsewhere = chosen !== null && !offered.some((target) => isSame(chosen, target));
  return (
    <>
      {chosen?.kind === 'found' ? (
        <>
          <input type="hidden" name="foundWords" value={chosen.q} />
          <input type="hidden" name="foundShown" value={chosen.shown} />
        </>
      ) : null}
      <ChoiceGroup id="target" label="Who gets it" error={error}>
        {[...(isElsewhere ? [chosen] : []), ...offered].map((target) => (
          <Radio
            key={target.kind === 'found' ? `found ${target.q}` : target.id}
            name="target"
            value={fieldOf(target)}
            checked={isSame(chosen, target)}
            onChange={() => choose(target)}
            {...wordsOf(target)}
          />
        ))}
      </ChoiceGroup>
    </>
  );
}

function wordsOf(target: Chosen): { readonly label: string; readonly hint: string } {
  switch (target.kind) {
    case 'found': {
      const all = `All ${formatCount(target.shown, PEOPLE)} found`;
      return {
        label: target.q === '' ? all : `${all} for “${target.q}”`,
        hint: 'Each gets an assignment of their own.',
      };
    }
    case 'cohort':
      return { label: target.name, hint: formatCount(target.learnerCount ?? 0, LEARNERS) };
    case 'person':
      return { label: target.name, hint: target.email ?? '' };
  }
}

const PEOPLE = { one: 'person', other: 'people' } as const;

function nameTarget(chosen: Chosen | null) {
  if (chosen === null) return { target: null, learnerCount: null };
  if (chosen.kind === 'found') return { target: formatCount(chosen.shown, PEOPLE), learnerCount: null };
  return { target: chosen.name, learnerCount: chosen.learnerCount };
}
