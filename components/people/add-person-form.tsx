'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { addPerson } from '@/lib/features/people/actions';
import { OneTimeLink } from './one-time-link';
import { RoleSelect } from './role-select';

const FIELD_IDS = { email: 'add-email', name: 'add-name', role: 'add-role' } as const;

export function AddPersonForm({ mayGrantOwner, timeZone }: { mayGrantOwner: boolean; timeZone: string }) {
  const act = useAct(addPerson);
  const { state } = act;
  const made = state.status === 'done' ? state.data : undefined;
  return (
    <ActionForm act={act} className="flex flex-col gap-5" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      {made?.link && made.expiresAt ? (
        <OneTimeLink
          id="invitation-link"
          label="Invitation link"
          purpose="it lets them in"
          link={made.link}
          expiresAt={made.expiresAt}
          timeZone={timeZone}
        />
      ) : null}
      <Field id={FIELD_IDS.email} label="E-mail address" error={errorOf(state, 'email')}>
        {(control) => (
          <TextInput
            {...control}
            name="email"
            type="email"
            autoComplete="off"
            defaultValue={typedOf(state, 'email')}
          />
        )}
      </Field>
      <Field id={FIELD_IDS.name} label="Name" error={errorOf(state, 'name')}>
        {(control) => (
          <TextInput {...control} name="name" autoComplete="off" defaultValue={typedOf(state, 'name')} />
        )}
      </Field>
      <RoleSelect
        id={FIELD_IDS.role}
        value={typedOf(state, 'role', 'learner')}
        mayGrantOwner={mayGrantOwner}
        error={errorOf(state, 'role')}
      />
      <SubmitButton pendingLabel="Adding">Add person</SubmitButton>
    </ActionForm>
  );
}
