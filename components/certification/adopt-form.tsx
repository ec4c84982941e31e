'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select } from '@/components/ui/text-control';
import { adoptCertification } from '@/lib/features/certification/actions';
import type { CatalogueRow } from '@/lib/features/certification/contract';

const FIELD_IDS = { code: 'adopt-code', blueprint: 'adopt-blueprint' } as const;

/** The current guide is chosen by itself; an older one is one choice away. */
export function AdoptForm({ catalogue }: { catalogue: readonly CatalogueRow[] }) {
  const act = useAct(adoptCertification);
  const { state } = act;
  const [code, setCode] = useState(typedOf(state, 'code', catalogue[0]?.code ?? ''));
  const entry = catalogue.find((row) => row.code === code) ?? catalogue[0];
  if (!entry) return <p className="text-muted">You have every certification of the catalogue.</p>;
  const current = entry.blueprints.find((blueprint) => blueprint.current) ?? entry.blueprints[0];
  return (
    <ActionForm act={act} className="flex flex-col gap-5">
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <Field id={FIELD_IDS.code} label="Certification" error={errorOf(state, 'code')}>
        {(control) => (
          <Select
            {...control}
            name="code"
            value={entry.code}
            onChange={(event) => setCode(event.target.value)}
          >
            {catalogue.map((row) => (
              <option key={row.code} value={row.code}>
                {row.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id={FIELD_IDS.blueprint} label="Guide" error={errorOf(state, 'blueprint')}>
        {(control) => (
          <Select key={entry.code} {...control} name="blueprint" defaultValue={current?.slug}>
            {entry.blueprints.map((blueprint) => (
              <option key={blueprint.slug} value={blueprint.slug}>
                {blueprint.words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton pendingLabel="Adding">Add certification</SubmitButton>
    </ActionForm>
  );
}
