'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { addOwnCertification } from '@/lib/features/certification/actions';
import {
  BlueprintFields,
  type BlueprintStart,
  fieldIds,
  type TextFieldDefinition,
  TextFields,
} from './blueprint-fields';

const IDENTITY: readonly TextFieldDefinition[] = [
  { name: 'name', label: 'Name', hint: 'As it stands on the certificate.' },
  { name: 'vendor', label: 'Awarded by', hint: 'A vendor, a body, or your own organisation.' },
  { name: 'code', label: 'Code', hint: 'Short and unique here, like “az-104”.' },
  {
    name: 'validityMonths',
    label: 'Valid for, in months',
    hint: 'Leave empty when it doesn’t expire or nobody says.',
    inputMode: 'numeric',
  },
];
const FIELD_IDS = fieldIds(IDENTITY.map(({ name }) => name));

/** Adds a certification that the catalogue doesn't have. `today` is a day like 2026-11-23. */
export function OwnForm({ today }: { today: string }) {
  const act = useAct(addOwnCertification);
  const { state } = act;
  const start: BlueprintStart = {
    ...{ label: '', guideDate: '', questionCount: '', minutes: '', cutPercent: '', source: '' },
    cutSource: 'assumed',
    asOf: today,
  };
  return (
    <ActionForm act={act} className="flex flex-col gap-6" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <TextFields fields={IDENTITY} state={state} start={{}} />
      <BlueprintFields
        state={state}
        start={start}
        domains={['1', '2', '3'].map((key) => ({ key, domainId: '', name: '', weight: '' }))}
      />
      <div>
        <SubmitButton pendingLabel="Adding">Add certification</SubmitButton>
      </div>
    </ActionForm>
  );
}
