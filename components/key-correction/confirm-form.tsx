'use client';

import { RichText } from '@/components/content/rich-text';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import { letterAt, letterOf } from '@/lib/domain/item/item-content';
import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { correctKey } from '@/lib/features/key-correction/actions';
import type { ItemKeyView } from '@/lib/features/key-correction/contract';

/** The last step: why, and what the rationales say from now on. */
export function ConfirmForm({
  item,
  newKey,
  policy,
  backHref,
}: {
  item: ItemKeyView;
  newKey: readonly string[];
  policy: CorrectionPolicy;
  /** The choice of a policy for the same key. */
  backHref: string;
}) {
  const act = useAct(correctKey);
  const { state } = act;
  const { options, key } = item.content;
  const moved = options.filter(({ id }) => key.includes(id) !== newKey.includes(id));
  const others = options.filter((option) => !moved.includes(option));
  return (
    <ActionForm act={act} className="flex flex-col gap-6" noValidate>
      <FormOutcome state={state} fieldIds={{ reason: 'correct-reason', rationale: 'correct-rationales' }} />
      <input type="hidden" name="itemId" value={item.itemId} />
      <input type="hidden" name="fromVersionId" value={item.versionId} />
      <input type="hidden" name="policy" value={policy} />
      {newKey.map((id) => (
        <input key={id} type="hidden" name="key" value={id} />
      ))}
      <Field
        id="correct-reason"
        label="Why the key changes"
        hint="Kept with the correction, for the staff. Learners read the rationales."
        error={errorOf(state, 'reason')}
      >
        {(control) => (
          <TextArea {...control} name="reason" rows={2} defaultValue={typedOf(state, 'reason')} />
        )}
      </Field>
      <fieldset id="correct-rationales" tabIndex={-1} className="flex flex-col gap-5">
        <legend className="mb-1.5 font-semibold">What the rationales say now</legend>
        <p className="measure text-muted">
          The rationales of {moved.map(({ id }) => letterOf(idsOf(options), id)).join(' and ')} were written
          for the other key. An empty field keeps what is there.
        </p>
        {moved.map(({ id }) => (
          <RationaleField key={id} item={item} optionId={id} isKey={newKey.includes(id)} />
        ))}
        <details>
          <summary className="inline-flex min-h-9 items-center rounded-control text-accent underline underline-offset-4 pointer-coarse:min-h-11">
            Rationales of the other options
          </summary>
          <div className="flex flex-col gap-5 pt-3">
            {others.map(({ id }) => (
              <RationaleField key={id} item={item} optionId={id} isKey={newKey.includes(id)} />
            ))}
          </div>
        </details>
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Correcting the key">Correct the key</SubmitButton>
        <ButtonLink href={backHref}>Choose another policy</ButtonLink>
      </div>
    </ActionForm>
  );
}

const idsOf = (options: ItemKeyView['content']['options']) => options.map(({ id }) => id);

function RationaleField({
  item: { content },
  optionId,
  isKey,
}: {
  item: ItemKeyView;
  optionId: string;
  isKey: boolean;
}) {
  const order = idsOf(content.options);
  const letter = letterAt(order.indexOf(optionId));
  const present = content.rationales[optionId];
  const id = `rationale-${optionId}`;
  return (
    <div className="flex max-w-xl flex-col gap-2">
      <div className="rounded-control bg-sunken px-4 py-2 text-muted">
        {present ? (
          <RichText compact content={present} letterOf={(other) => letterOf(order, other)} />
        ) : (
          <p>No rationale.</p>
        )}
      </div>
      <Field id={id} label={`Why ${letter} is ${isKey ? 'right' : 'wrong'}`} optional>
        {(control) => <TextArea {...control} name="rationale" rows={3} />}
      </Field>
      <input type="hidden" name="rationaleOf" value={optionId} />
    </div>
  );
}
