'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choice';
import { ErrorSummary, type FieldProblem } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/page-header';
import { TextArea } from '@/components/ui/text-control';
import type { DraftPreview } from '@/lib/features/import-draft/contract';
import type { ImportChoices } from '@/lib/features/scenario-import/contract';
import { BankChoice } from './bank-choice';
import { TopicChoices } from './topic-choices';
import type { DraftHandle } from './use-draft';
import { useDraftPreview } from './use-draft-preview';
import { StepFooter, StepHeading } from './wizard-steps';

interface OptionsStepProps {
  readonly draft: DraftHandle;
  readonly choices: ImportChoices;
  readonly goTo: (step: number) => void;
}

/** Step 3: where the questions go, what they are about, and by what right they are used. */
export function OptionsStep({ draft, choices, goTo }: OptionsStepProps) {
  const { preview, isStale, problem } = useDraftPreview(draft, { show: 'new' });
  const [bankName, setBankName] = useState(nameOf(draft));
  const { options } = draft.content;
  const problems = problemsOf(draft, preview, bankName);
  const [isGoingOn, setGoingOn] = useState(false);
  // As they were when somebody wanted to go on: a list that changes while it is read would take the focus again and again.
  const [shown, setShown] = useState<readonly FieldProblem[]>([]);
  useEffect(() => {
    // What has to be confirmed is known only once the last change was read.
    if (!isGoingOn || (isStale && problem === null)) return;
    setGoingOn(false);
    setShown(problems);
    if (problems.length === 0) goTo(4);
  }, [isGoingOn, isStale, problem, problems, goTo]);
  const errorOf = (fieldId: string) =>
    shown.some((one) => one.fieldId === fieldId)
      ? problems.find((one) => one.fieldId === fieldId)?.message
      : undefined;
  return (
    <div className="flex flex-col gap-8">
      <StepHeading finding="A bank holds the questions; topics decide what their answers say about a learner.">
        Options
      </StepHeading>
      <ErrorSummary problems={shown} />
      <div role="alert" className="empty:hidden">
        {problem ? <Notice tone="danger" title={problem} /> : null}
      </div>
      <Section title="Bank">
        <BankChoice
          draft={draft}
          choices={choices}
          name={bankName}
          onName={setBankName}
          error={errorOf('bank')}
        />
      </Section>
      <Section title="Topics">
        <TopicChoices draft={draft} preview={preview} isStale={isStale} choices={choices} />
      </Section>
      <Section title="State">
        <ChoiceGroup id="item-state" label="In which state the new questions begin">
          <Radio
            name="item-state"
            label="Live"
            hint="Exams can use them at once."
            checked={options.itemState === 'live'}
            onChange={() => draft.changeOptions({ itemState: 'live' })}
          />
          <Radio
            name="item-state"
            label="Draft"
            hint="Somebody looks through them first. No exam uses them until then."
            checked={options.itemState === 'draft'}
            onChange={() => draft.changeOptions({ itemState: 'draft' })}
          />
        </ChoiceGroup>
      </Section>
      <Section title="Licence">
        <Field
          id="licence"
          label="Licence and attribution"
          hint="Who wrote this and by what right you use it. It is kept with every question."
          optional
        >
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={2000}
              value={options.licenceNote}
              onChange={(event) => draft.changeOptions({ licenceNote: event.target.value })}
            />
          )}
        </Field>
        {preview?.rightToUseReason ? (
          <RightToUse
            reason={preview.rightToUseReason}
            isGiven={options.rightToUse}
            error={errorOf('right-to-use')}
            onChange={(rightToUse) => draft.changeOptions({ rightToUse })}
          />
        ) : null}
      </Section>
      <StepFooter>
        <Button variant="primary" aria-disabled={isGoingOn} onClick={() => setGoingOn(true)}>
          Go on to the summary
        </Button>
        <Button onClick={() => goTo(2)}>Back</Button>
      </StepFooter>
    </div>
  );
}

const nameOf = ({ content }: DraftHandle): string => {
  const { bank } = content.options;
  return bank !== null && bank.kind !== 'existing' ? bank.name : '';
};

function problemsOf(
  { content }: DraftHandle,
  preview: DraftPreview | undefined,
  bankName: string,
): readonly FieldProblem[] {
  const { bank, rightToUse } = content.options;
  const isNamed = bank !== null && (bank.kind === 'existing' || bankName.trim() !== '');
  return [
    ...(isNamed ? [] : [{ fieldId: 'bank', message: 'Name the bank.' }]),
    ...(preview?.rightToUseReason && !rightToUse
      ? [
          {
            fieldId: 'right-to-use',
            message: 'Confirm that the organisation may use these questions, or leave the import.',
          },
        ]
      : []),
  ];
}

function RightToUse({
  reason,
  isGiven,
  error,
  onChange,
}: {
  reason: string;
  isGiven: boolean;
  error: string | undefined;
  onChange: (isGiven: boolean) => void;
}) {
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="warning" title="Somebody has to answer for the use of these questions.">
        {reason}
      </Notice>
      <ChoiceGroup id="right-to-use" label="Right to use" error={error}>
        <Checkbox
          label="The organisation has the right to use these questions"
          hint="Your name and this statement are kept with the import."
          checked={isGiven}
          onChange={(event) => onChange(event.target.checked)}
        />
      </ChoiceGroup>
    </div>
  );
}
