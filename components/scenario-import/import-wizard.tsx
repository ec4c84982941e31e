'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import type { ImportChoices } from '@/lib/features/scenario-import/contract';
import { STEPS, type StepNumber } from './draft';
import { OptionsStep } from './options-step';
import { PreviewStep } from './preview-step';
import { SourceStep } from './source-step';
import { SummaryStep } from './summary-step';
import { type DraftHandle, useImportDraft } from './use-import-draft';
import { usePreview } from './use-preview';
import { WizardSteps } from './wizard-steps';

/** From a post to a bank in four steps; nothing is written before the last one. */
export function ImportWizard({ choices, draftKey }: { choices: ImportChoices; draftKey: string }) {
  const [client] = useState(() => new QueryClient());
  const handle = useImportDraft(draftKey);
  return (
    <QueryClientProvider client={client}>
      {handle.draft === null ? (
        <Loading label="Looking for an unfinished import">
          <Skeleton className="h-96 w-full" />
        </Loading>
      ) : (
        <Wizard choices={choices} handle={handle} draft={handle.draft} />
      )}
    </QueryClientProvider>
  );
}

interface WizardProps {
  readonly choices: ImportChoices;
  readonly handle: DraftHandle;
  readonly draft: NonNullable<DraftHandle['draft']>;
}

function Wizard({ choices, handle, draft }: WizardProps) {
  const reading = usePreview(draft.sourceText, draft.bankId);
  const goTo = (step: StepNumber) => handle.change({ step });
  // A draft can't stand on a later step than its source allows.
  const step: StepNumber = draft.sourceText.trim() === '' ? 1 : draft.step;
  useStepFocus(step);
  const shared = { draft, change: handle.change, reading, goTo };
  return (
    <div className="flex flex-col gap-8">
      <WizardSteps current={step} onGo={goTo} />
      {step === 1 ? <SourceStep {...shared} /> : null}
      {step === 2 ? <PreviewStep {...shared} /> : null}
      {step === 3 ? <OptionsStep {...shared} choices={choices} /> : null}
      {step === 4 ? <SummaryStep {...shared} choices={choices} onDone={handle.discard} /> : null}
    </div>
  );
}

/** A new step is a new page to whoever can't see it: its heading takes the focus, and the title says which step it is. */
function useStepFocus(step: StepNumber): void {
  const shown = useRef(step);
  useEffect(() => {
    document.title = `${STEPS[step - 1]} (step ${step} of ${STEPS.length}) – Import – Cutscore`;
    if (shown.current === step) return;
    shown.current = step;
    document.getElementById('step-heading')?.focus();
    window.scrollTo({ top: 0 });
  }, [step]);
}
