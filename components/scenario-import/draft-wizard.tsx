'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftView } from '@/lib/features/import-draft/contract';
import type { ImportChoices } from '@/lib/features/scenario-import/contract';
import { DraftStatus } from './draft-status';
import { ImportStep } from './import-step';
import { JobProgress } from './job-progress';
import { OptionsStep } from './options-step';
import { PreviewStep } from './preview-step';
import { SourceStep } from './source-step';
import { type DraftHandle, useDraft } from './use-draft';
import { useStepFocus, WizardSteps } from './wizard-steps';

/** From a source to a bank in four steps; nothing is written before the last one. */
export function DraftWizard({ view, choices }: { view: DraftView; choices: ImportChoices }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Wizard view={view} choices={choices} />
    </QueryClientProvider>
  );
}

function Wizard({ view, choices }: { view: DraftView; choices: ImportChoices }) {
  const draft = useDraft(view);
  const [isWriting, setWriting] = useState(
    view.job !== null &&
      (view.job.state === 'waiting' || view.job.state === 'running' || view.job.state === 'done'),
  );
  // A draft opens where its questions are; the first step is for who goes back to it.
  const [wentBack, setWentBack] = useState(false);
  const kept = draft.content.options.step;
  const step = isWriting ? 4 : kept === 1 && !wentBack ? 2 : kept;
  const goTo = (wanted: number) => {
    setWentBack(wanted === 1);
    draft.changeOptions({ step: wanted });
  };
  useStepFocus(step, draft.content.sourceName);
  if (isWriting) {
    return (
      <div className="flex flex-col gap-8">
        <WizardSteps current={4} />
        <JobProgress draftId={view.id} onBack={() => setWriting(false)} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <WizardSteps current={step} onGo={goTo} />
        <DraftStatus draft={draft} />
      </div>
      <Step step={step} draft={draft} choices={choices} goTo={goTo} onStarted={() => setWriting(true)} />
    </div>
  );
}

function Step({
  step,
  onStarted,
  ...rest
}: {
  step: number;
  draft: DraftHandle;
  choices: ImportChoices;
  goTo: (step: number) => void;
  onStarted: () => void;
}) {
  switch (step) {
    case 1:
      return <SourceStep {...rest} />;
    case 2:
      return <PreviewStep {...rest} />;
    case 3:
      return <OptionsStep {...rest} />;
    default:
      return <ImportStep {...rest} onStarted={onStarted} />;
  }
}
