'use client';

import { useEffect, useRef, useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextArea, TextInput } from '@/components/ui/text-control';
import type { AttemptActKind } from '@/lib/domain/attempt/staff-act';
import type { ActionState } from '@/lib/domain/kernel/action-state';
import { actOnAttempts } from '@/lib/features/attempt-act/actions';
import { ACTS_ON_ALL, LONGEST_REASON, MOST_MINUTES, TIMED_ACTS } from '@/lib/features/attempt-act/contract';
import { formatCount } from '@/lib/ui/format';
import { ACT_TEXT, actSentence } from '@/lib/words/act-words';
import { ACT_FORM } from './act-tick';
import { ActTold } from './act-told';

const KINDS = Object.keys(ACT_TEXT) as AttemptActKind[];

/** What staff do to sittings of an assignment: to everybody who sits it now, or to whom they ticked in the list above. */
export function ActForm({
  assignmentId,
  running,
  acts,
  timeZone,
}: {
  assignmentId: string;
  /** How many sit it now. */
  running: number;
  /** How many acts there were: after one more the fields begin anew. */
  acts: number;
  timeZone: string;
}) {
  const act = useAct(actOnAttempts);
  const form = useRef<HTMLFormElement>(null);
  const { state } = act;
  useEffect(() => {
    if (state.status !== 'done') return;
    for (const box of form.current?.elements ?? [])
      if (box instanceof HTMLInputElement && box.name === 'attemptIds') box.checked = false;
  }, [state]);
  return (
    <ActionForm
      ref={form}
      id={ACT_FORM}
      act={act}
      className="flex flex-col gap-4"
      noValidate
      onReset={(event) => event.preventDefault()}
    >
      <ActTold state={state} sentence={actSentence} />
      <input type="hidden" name="assignmentId" value={assignmentId} />
      <ActFields key={acts} state={state} running={running} timeZone={timeZone} />
    </ActionForm>
  );
}

function ActFields({ state, running, timeZone }: { state: ActionState; running: number; timeZone: string }) {
  const [kind, setKind] = useState<AttemptActKind>('extra_time');
  const field = (name: string) => ({ id: name, error: errorOf(state, name) });
  const typed = (name: string) => ({ name, defaultValue: typedOf(state, name) });
  return (
    <>
      <Field {...field('kind')} label="What to do" hint={ACT_TEXT[kind].explanation}>
        {(control) => (
          <Select
            {...control}
            name="kind"
            value={kind}
            onChange={(event) => setKind(KINDS.find((each) => each === event.target.value) ?? kind)}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {ACT_TEXT[each].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {/* Where only the ticked ones can be meant, they are. */}
      <ChoiceGroup key={`${ACTS_ON_ALL.has(kind)}`} {...field('whom')} label="For whom">
        <Radio name="whom" value="chosen" label="The people ticked in the list of learners" defaultChecked />
        {ACTS_ON_ALL.has(kind) ? (
          <Radio
            name="whom"
            value="running"
            label={
              kind === 'compensate'
                ? 'Everybody whom it hit'
                : `Everybody who sits it now (${formatCount(running, { one: 'person', other: 'people' })})`
            }
          />
        ) : null}
      </ChoiceGroup>
      {TIMED_ACTS.has(kind) ? (
        <Field {...field('minutes')} label="Minutes">
          {(control) => (
            <TextInput
              {...control}
              {...typed('minutes')}
              type="number"
              min={1}
              max={MOST_MINUTES}
              inputMode="numeric"
            />
          )}
        </Field>
      ) : null}
      {kind === 'compensate' ? (
        <div className="flex flex-wrap gap-4">
          <Field {...field('from')} label="The outage began" hint={`In ${timeZone}.`}>
            {(control) => <TextInput {...control} {...typed('from')} type="datetime-local" />}
          </Field>
          <Field {...field('to')} label="It was over" hint={`In ${timeZone}.`}>
            {(control) => <TextInput {...control} {...typed('to')} type="datetime-local" />}
          </Field>
        </div>
      ) : null}
      <Field
        {...field('reason')}
        label={kind === 'message' ? 'Message' : 'Reason'}
        hint={kind === 'message' ? undefined : 'The learner reads it, with the date. It stays in the record.'}
      >
        {(control) => <TextArea {...control} {...typed('reason')} rows={2} maxLength={LONGEST_REASON} />}
      </Field>
      <div>
        <SubmitButton pendingLabel="Under way">{ACT_TEXT[kind].label}</SubmitButton>
      </div>
    </>
  );
}
