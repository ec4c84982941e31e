'use client';

import { keepFields } from '@/components/exam/form-problems';
import { ReleaseFields } from '@/components/exam/release-fields';
import { ShuffleFields } from '@/components/exam/shuffle-fields';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { changeSettings } from '@/lib/features/organisation/actions';
import type { SettingsView } from '@/lib/features/organisation/contract';

const FIELD_IDS = { name: 'name', timeZone: 'timeZone', cutPercent: 'cutPercent' } as const;

/** What an owner decides for the whole organisation. */
export function SettingsForm({
  settings,
  timeZones,
}: {
  settings: SettingsView;
  timeZones: readonly string[];
}) {
  const act = useAct(changeSettings);
  const { state } = act;
  return (
    <ActionForm act={act} onReset={keepFields} className="flex flex-col gap-8" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <div className="flex max-w-xl flex-col gap-5">
        <Field
          id={FIELD_IDS.name}
          label="Name"
          hint="Everybody here sees it, and so does whoever is invited."
          error={errorOf(state, 'name')}
        >
          {(control) => (
            <TextInput
              {...control}
              name="name"
              maxLength={120}
              autoComplete="off"
              defaultValue={typedOf(state, 'name', settings.name)}
            />
          )}
        </Field>
        <TimeZoneField
          timeZones={timeZones}
          value={typedOf(state, 'timeZone', settings.timeZone)}
          error={errorOf(state, 'timeZone')}
        />
      </div>
      <Section
        title="New exams start with"
        description="Whoever makes an exam can choose another cut for it."
      >
        <div className="w-40">
          <Field id={FIELD_IDS.cutPercent} label="Cut in percent" error={errorOf(state, 'cutPercent')}>
            {(control) => (
              <TextInput
                {...control}
                name="cutPercent"
                inputMode="decimal"
                defaultValue={typedOf(state, 'cutPercent', String(settings.cutPercent))}
              />
            )}
          </Field>
        </div>
        <p className="measure text-muted">
          An exam that follows a certification starts with the cut of its blueprint. Cohorts without a
          certification are judged against this one.
        </p>
      </Section>
      <Section
        title="New assignments start with"
        description="Whoever assigns an exam can choose otherwise for that assignment."
      >
        <ReleaseFields
          start={settings}
          feedbackError={errorOf(state, 'feedbackPolicy')}
          releaseError={errorOf(state, 'releaseRule')}
        />
        <ShuffleFields start={settings} />
      </Section>
      <div className="border-t border-hairline pt-5">
        <SubmitButton pendingLabel="Saving">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** More than four hundred zones: typing a part of the name finds them. */
function TimeZoneField({
  timeZones,
  value,
  error,
}: {
  timeZones: readonly string[];
  value: string;
  error: string | undefined;
}) {
  return (
    <Field
      id={FIELD_IDS.timeZone}
      label="Time zone"
      hint="Windows of exams are entered and shown in it. Type a city to search. Windows that were set stay at their moment."
      error={error}
    >
      {(control) => (
        <>
          <TextInput
            {...control}
            name="timeZone"
            list="time-zones"
            autoComplete="off"
            spellCheck={false}
            defaultValue={value}
          />
          <datalist id="time-zones">
            {timeZones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
