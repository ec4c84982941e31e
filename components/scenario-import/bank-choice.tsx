'use client';

import { useState } from 'react';
import { Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Select, TextInput } from '@/components/ui/text-control';
import type { ImportChoices } from '@/lib/features/scenario-import/contract';
import { formatCount } from '@/lib/ui/format';
import type { DraftHandle } from './use-draft';

interface BankChoiceProps {
  readonly draft: DraftHandle;
  readonly choices: ImportChoices;
  /** Of a new bank, as typed; the draft takes it once there is one. */
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly error: string | undefined;
}

/** Where the questions go: a bank that exists, or a new one. */
export function BankChoice({ draft, choices, name, onName, error }: BankChoiceProps) {
  const { bank } = draft.content.options;
  const isNew = bank === null || bank.kind !== 'existing';
  // Kept here as well: the draft knows no bank without a name, and the two may be chosen in any order.
  const [certificationId, setCertificationId] = useState(
    bank !== null && bank.kind !== 'existing' ? bank.certificationId : null,
  );
  const setNew = (typed: string, certification: string | null) => {
    onName(typed);
    setCertificationId(certification);
    // An empty name is nothing to keep; what was typed last stays in the field.
    draft.changeOptions({
      bank: typed.trim() === '' ? null : { kind: 'new', name: typed, certificationId: certification },
    });
  };
  return (
    <div className="flex flex-col gap-4">
      {choices.banks.length > 0 ? (
        <fieldset className="flex flex-wrap gap-x-6">
          <legend className="sr-only">Where the questions go</legend>
          <Radio
            name="bank-kind"
            label="A bank that exists"
            checked={!isNew}
            onChange={() =>
              draft.changeOptions({ bank: { kind: 'existing', id: choices.banks[0]?.id ?? '' } })
            }
          />
          <Radio
            name="bank-kind"
            label="A new bank"
            checked={isNew}
            onChange={() => setNew(name, certificationId)}
          />
        </fieldset>
      ) : null}
      {bank === null || bank.kind !== 'existing' ? (
        <div className="grid max-w-4xl gap-x-6 gap-y-4 md:grid-cols-2 md:items-end">
          <Field id="bank" label="Name of the bank" error={error}>
            {(control) => (
              <TextInput
                {...control}
                value={name}
                maxLength={120}
                onChange={(event) => setNew(event.target.value, certificationId)}
              />
            )}
          </Field>
          <Field id="certification" label="Certification" optional>
            {(control) => (
              <Select
                {...control}
                value={certificationId ?? ''}
                onChange={(event) => setNew(name, event.target.value || null)}
              >
                <option value="">None</option>
                {choices.certifications.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      ) : (
        <Field
          id="bank"
          label="Bank"
          hint="Questions that it already holds are recognised: they are updated or left as they are, never doubled."
        >
          {(control) => (
            <Select
              {...control}
              value={bank.id}
              onChange={(event) =>
                draft.changeOptions({ bank: { kind: 'existing', id: event.target.value } })
              }
            >
              {choices.banks.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({formatCount(one.items, { one: 'question', other: 'questions' })})
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}
