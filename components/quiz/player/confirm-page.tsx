'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { type ProgressCounts, progressSentence } from '@/lib/domain/attempt/item-progress';

type Progress = 'idle' | 'sending' | 'unsent';

/** The page before the irreversible: what is missing, and two ways on. Going back is the main one while anything is open. */
export function ConfirmPage({
  counts,
  undecided,
  onBack,
  onSubmit,
}: {
  counts: ProgressCounts;
  /** Questions with an answer from here and one from elsewhere. */
  undecided: number;
  onBack: () => void;
  onSubmit: () => Promise<'done' | 'unsent'>;
}) {
  const [progress, setProgress] = useState<Progress>('idle');
  const submit = async () => {
    if (progress === 'sending' || undecided > 0) return;
    setProgress('sending');
    setProgress((await onSubmit()) === 'unsent' ? 'unsent' : 'idle');
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const complete = counts.unanswered + counts.incomplete === 0;
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-6 md:px-8">
      <h1 tabIndex={-1} data-focus-target className="text-24 font-semibold">
        Submit the exam?
      </h1>
      <div className="reading flex flex-col gap-3">
        {undecided > 0 ? (
          <p>
            {undecided === 1 ? 'One question was' : `${undecided} questions were`} answered on another device,
            too. Choose above which answer counts, then submit.
          </p>
        ) : null}
        <p>{progressSentence(counts)}</p>
        <p>You can’t change answers after this. Flags don’t count.</p>
      </div>
      <div role="status">
        {progress === 'unsent' ? (
          <p className="border-l-4 border-below bg-below-soft px-4 py-3">
            <strong>Not submitted yet.</strong> The server can’t be reached, so some answers or the submission
            itself are still here. Nothing is lost. Try again in a moment; if the time runs out first,
            everything that was saved counts.
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-3">
        <button type="button" onClick={onBack} className={buttonClass(complete ? 'secondary' : 'primary')}>
          Go back
        </button>
        <button
          type="button"
          onClick={() => void submit()}
          aria-disabled={progress === 'sending' || undecided > 0}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          className={buttonClass(complete ? 'primary' : 'secondary')}
        >
          {progress === 'sending' ? 'Submitting' : 'Submit exam'}
        </button>
      </div>
    </div>
  );
}
