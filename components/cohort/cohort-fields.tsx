import { Field } from '@/components/ui/field';
import { Select, TextInput } from '@/components/ui/text-control';
import type { CertificationChoice } from '@/lib/features/cohort/contract';

export const COHORT_FIELD_IDS = { name: 'cohort-name', certificationId: 'cohort-certification' } as const;

/** What a cohort is called and what it prepares for; the same for a new one and for one that is changed. */
export function CohortFields({
  name,
  certificationId,
  certifications,
  errors,
}: {
  name: string;
  certificationId: string;
  certifications: readonly CertificationChoice[];
  errors: { readonly name: string | undefined; readonly certificationId: string | undefined };
}) {
  return (
    <>
      <Field id={COHORT_FIELD_IDS.name} label="Name" error={errors.name}>
        {(control) => <TextInput {...control} name="name" autoComplete="off" defaultValue={name} />}
      </Field>
      <Field id={COHORT_FIELD_IDS.certificationId} label="Prepares for" error={errors.certificationId}>
        {(control) => (
          <Select key={certificationId} {...control} name="certificationId" defaultValue={certificationId}>
            <option value="">No certification in particular</option>
            {certifications.map((certification) => (
              <option key={certification.id} value={certification.id}>
                {certification.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
