'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select } from '@/components/ui/text-control';
import { chooseTimeZone } from '@/lib/features/account/actions';
import type { AccountView } from '@/lib/features/account/contract';

const FIELD_IDS = { timeZone: 'own-time-zone' } as const;

/** `zones` comes from the server: browsers and servers don't list exactly the same ones. */
export function TimeZoneForm({ account, zones }: { account: AccountView; zones: readonly string[] }) {
  const act = useAct(chooseTimeZone);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col gap-4">
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <Field id={FIELD_IDS.timeZone} label="Your time zone" error={errorOf(state, 'timeZone')}>
        {(control) => (
          <Select {...control} key={account.timeZone} name="timeZone" defaultValue={account.timeZone ?? ''}>
            <option value="">As the organisation ({account.organisationTimeZone})</option>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving">
          Save time zone
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
