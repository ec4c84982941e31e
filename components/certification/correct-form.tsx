'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { correctBlueprint } from '@/lib/features/certification/actions';
import type { BlueprintView } from '@/lib/features/certification/contract';
import { BlueprintFields, type BlueprintStart, fieldIds } from './blueprint-fields';

const FIELD_IDS = fieldIds();

const startOf = (blueprint: BlueprintView): BlueprintStart => ({
  label: blueprint.label,
  guideDate: blueprint.guideDate ?? '',
  questionCount: String(blueprint.questionCount),
  minutes: String(blueprint.minutes),
  cutPercent: String(blueprint.cutPercent),
  cutSource: blueprint.cutSource,
  asOf: blueprint.asOf,
  source: blueprint.source,
});

/** Writes the next version of a blueprint. The one that is corrected stays as it is, and so do exams made from it. */
export function CorrectForm({
  certificationId,
  blueprint,
}: {
  certificationId: string;
  blueprint: BlueprintView;
}) {
  const act = useAct(correctBlueprint);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex flex-col gap-6" noValidate>
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="certificationId" value={certificationId} />
      <input type="hidden" name="basedOn" value={blueprint.version} />
      <BlueprintFields
        state={state}
        start={startOf(blueprint)}
        domains={blueprint.domains.map(({ id, name, weightPercent }) => ({
          key: id,
          domainId: id,
          name,
          weight: String(weightPercent),
        }))}
      />
      <div>
        <SubmitButton pendingLabel="Adding the version">{`Add version ${blueprint.version + 1}`}</SubmitButton>
      </div>
    </ActionForm>
  );
}
