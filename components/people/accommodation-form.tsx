'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextArea, TextInput } from '@/components/ui/text-control';
import { setAccommodation } from '@/lib/features/people/actions';
import { type Accommodation, TIME_FACTORS } from '@/lib/features/people/contract';

const FIELD_IDS = { timeFactor: 'time-factor', extraMinutes: 'extra-minutes', note: 'note' } as const;
const NONE: Accommodation = { timeFactor: 1, extraMinutes: 0, note: '' };

/** Extra time is agreed beforehand and added by the server to every attempt that starts later. */
export function AccommodationForm({
  membershipId,
  accommodation,
}: {
  membershipId: string;
  accommodation: Accommodation | null;
}) {
  const act = useAct(setAccommodation);
  const { state } = act;
  const { timeFactor, extraMinutes, note } = accommodation ?? NONE;
  const factor = typedOf(state, 'timeFactor', String(timeFactor));
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-5" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="membershipId" value={membershipId} />
      <div className="grid w-full gap-5 sm:grid-cols-2">
        <Field id={FIELD_IDS.timeFactor} label="Time" error={errorOf(state, 'timeFactor')}>
          {(control) => (
            <Select key={factor} {...control} name="timeFactor" defaultValue={factor}>
              {TIME_FACTORS.map((option) => (
                <option key={option} value={option}>
                  {option === '1' ? 'As everybody' : `× ${option}`}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field id={FIELD_IDS.extraMinutes} label="Extra minutes" error={errorOf(state, 'extraMinutes')}>
          {(control) => (
            <TextInput
              {...control}
              name="extraMinutes"
              inputMode="numeric"
              defaultValue={typedOf(state, 'extraMinutes', String(extraMinutes))}
            />
          )}
        </Field>
      </div>
      <div className="w-full">
        <Field
          id={FIELD_IDS.note}
          label="Note"
          optional
          hint="Only administrators and the person see it."
          error={errorOf(state, 'note')}
        >
          {(control) => (
            <TextArea {...control} name="note" rows={2} defaultValue={typedOf(state, 'note', note)} />
          )}
        </Field>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Saving">
        Save extra time
      </SubmitButton>
    </ActionForm>
  );
}
