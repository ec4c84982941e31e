'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field, FieldError } from '@/components/ui/field';
import { Tabs } from '@/components/ui/navigation';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextInput } from '@/components/ui/text-control';
import { createExam } from '@/lib/features/exam/actions';
import type { BankItemPage, BlueprintOption, ExamMaterial } from '@/lib/features/exam/contract';
import { formatPercent } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { DrawFields } from './draw-fields';
import { errorOf, keepFields, problemsOf } from './form-problems';
import { ItemPicker } from './item-picker';

/** What a fixed list is picked from; null when the exam draws by topic. */
export interface PickerBank {
  readonly bankId: string;
  readonly found: BankItemPage;
}

/**
 * Makes an exam. The tabs are links, so that a way of making it has its own address; what was typed stays, because the
 * form stays mounted.
 */
export function ExamForm({
  material,
  startingCut,
  picker,
  startingName,
  prefilled,
}: {
  material: ExamMaterial;
  /** The cut of an exam that follows no certification, until another is typed. */
  startingCut: number;
  picker: PickerBank | null;
  /** What the name is until another is typed; empty for an exam that is made from nothing. */
  startingName: string;
  prefilled: Readonly<Record<string, number>>;
}) {
  const act = useAct(createExam);
  const { state } = act;
  const [blueprintId, setBlueprintId] = useState('');
  const blueprint = material.blueprints.find((each) => each.id === blueprintId) ?? null;
  const contentsId = picker ? 'itemId' : 'drawCount';
  const contentsError = errorOf(state, contentsId);
  return (
    <ActionForm id="form" act={act} onReset={keepFields} className="flex flex-col gap-8" noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ExamRules
        state={state}
        blueprints={material.blueprints}
        blueprint={blueprint}
        startingCut={startingCut}
        startingName={startingName}
        onBlueprint={setBlueprintId}
      />
      <fieldset
        id={contentsId}
        tabIndex={-1}
        className="flex min-w-0 flex-col gap-4 border-t border-hairline pt-5"
      >
        <legend className="float-left text-20 font-semibold">Questions</legend>
        <input type="hidden" name="selection" value={picker ? 'fixed' : 'drawn'} />
        <Tabs
          label="How the questions are chosen"
          tabs={[
            { href: withQuery(paths.newExam, { from: 'topics' }), label: 'Draw by topic', current: !picker },
            {
              href: withQuery(paths.newExam, { from: 'bank' }),
              label: 'Choose from a bank',
              current: !!picker,
            },
          ]}
        />
        {contentsError ? <FieldError id={contentsId}>{contentsError}</FieldError> : null}
        {picker ? (
          <ItemPicker banks={material.banks} {...picker} />
        ) : (
          <DrawFields options={material.draws} blueprint={blueprint} prefilled={prefilled} />
        )}
      </fieldset>
      <div className="flex flex-col items-start gap-3 border-t border-hairline pt-5">
        <p className="measure text-muted">
          An exam stays as it is made: to change it, make another. Nobody sees it before you assign it.
        </p>
        <SubmitButton pendingLabel="Making the exam">Make exam</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Name, certification, time and cut. Choosing a certification fills time and cut from its blueprint. */
function ExamRules({
  state,
  blueprints,
  blueprint,
  startingCut,
  startingName,
  onBlueprint,
}: {
  state: Parameters<typeof errorOf>[0];
  blueprints: readonly BlueprintOption[];
  blueprint: BlueprintOption | null;
  startingCut: number;
  startingName: string;
  onBlueprint: (id: string) => void;
}) {
  const [name, setName] = useState(startingName);
  const [minutes, setMinutes] = useState('60');
  const [cutPercent, setCutPercent] = useState(String(startingCut));
  const choose = (id: string) => {
    onBlueprint(id);
    const chosen = blueprints.find((each) => each.id === id);
    if (!chosen) return;
    setMinutes(String(chosen.minutes));
    setCutPercent(String(chosen.cutPercent));
  };
  return (
    <div className="flex flex-col gap-5">
      <Field id="name" label="Name" hint="Learners see it." error={errorOf(state, 'name')}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        id="blueprintVersionId"
        label="Certification"
        hint="Its blueprint gives the proportions, the time and the cut."
        error={errorOf(state, 'blueprintVersionId')}
        optional
      >
        {(control) => (
          <Select
            {...control}
            name="blueprintVersionId"
            value={blueprint?.id ?? ''}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="">None</option>
            {blueprints.map((each) => (
              <option key={each.id} value={each.id}>
                {each.certification}, {each.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-5">
        <div className="w-40">
          <Field id="minutes" label="Minutes" error={errorOf(state, 'minutes')}>
            {(control) => (
              <TextInput
                {...control}
                name="minutes"
                inputMode="numeric"
                value={minutes}
                onChange={(event) => setMinutes(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="w-40">
          <Field id="cutPercent" label="Cut in percent" error={errorOf(state, 'cutPercent')}>
            {(control) => (
              <TextInput
                {...control}
                name="cutPercent"
                inputMode="decimal"
                value={cutPercent}
                onChange={(event) => setCutPercent(event.target.value)}
              />
            )}
          </Field>
        </div>
      </div>
      {blueprint?.cutAssumed ? (
        <p className="measure text-muted">
          The cut of {formatPercent(blueprint.cutPercent)} is an assumption: the vendor publishes no pass
          mark.
        </p>
      ) : null}
    </div>
  );
}
