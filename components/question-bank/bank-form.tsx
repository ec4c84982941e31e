'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextInput } from '@/components/ui/text-control';
import { changeBank, createBank } from '@/lib/features/question-bank/actions';
import type { BankRow, NamedChoice } from '@/lib/features/question-bank/contract';

/** Makes a bank, or changes the one that is given. */
export function BankForm({
  bank,
  certifications,
}: {
  bank?: Pick<BankRow, 'id' | 'name' | 'certificationId'>;
  certifications: readonly NamedChoice[];
}) {
  const act = useAct(bank ? changeBank : createBank);
  const { state } = act;
  const words = bank
    ? { act: 'Change the bank', pending: 'Saving' }
    : { act: 'New bank', pending: 'Making the bank' };
  return (
    <Dialog trigger={words.act} title={words.act}>
      <ActionForm act={act} className="flex flex-col items-start gap-4">
        <FormOutcome state={state} fieldIds={{ name: 'bank-name', certificationId: 'bank-certification' }} />
        {bank ? <input type="hidden" name="bankId" value={bank.id} /> : null}
        <Field id="bank-name" label="Name" error={errorOf(state, 'name')}>
          {(control) => (
            <TextInput
              {...control}
              name="name"
              required
              maxLength={120}
              defaultValue={typedOf(state, 'name', bank?.name)}
            />
          )}
        </Field>
        <Field
          id="bank-certification"
          label="Certification"
          hint="Its blueprint is what coverage is measured against."
          error={errorOf(state, 'certificationId')}
          optional
        >
          {(control) => (
            <Select
              {...control}
              name="certificationId"
              defaultValue={typedOf(state, 'certificationId', bank?.certificationId ?? '')}
            >
              <option value="">None</option>
              {certifications.map((certification) => (
                <option key={certification.id} value={certification.id}>
                  {certification.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <SubmitButton pendingLabel={words.pending}>{bank ? 'Save' : 'Make the bank'}</SubmitButton>
      </ActionForm>
    </Dialog>
  );
}
