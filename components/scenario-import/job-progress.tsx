'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import type { JobView } from '@/lib/features/import-draft/contract';
import { cancelJob, jobQuery } from '@/lib/features/import-draft/queries';
import { formatCount, formatDuration, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { StepHeading } from './wizard-steps';

/**
 * The import while it is written: done of total, how fast, how long still, and the way to stop it. The page may be left. When
 * it is done the way to the result appears; nothing jumps.
 */
export function JobProgress({ draftId, onBack }: { draftId: string; onBack: () => void }) {
  const client = useQueryClient();
  const query = jobQuery(draftId);
  const { data: job, error } = useQuery(query);
  const cancel = useMutation({
    mutationFn: () => cancelJob(draftId),
    onSuccess: (answer) => client.setQueryData(query.queryKey, answer),
  });
  return (
    <div className="flex flex-col gap-6">
      <StepHeading finding={job ? findingOf(job) : 'Asking how far the import is.'}>Import</StepHeading>
      <p role="status" className="sr-only">
        {job ? spokenState(job) : ''}
      </p>
      {error ? (
        <Notice tone="warning" title="The server can’t be reached.">
          The import goes on without this page. It is asked again by itself.
        </Notice>
      ) : null}
      <div role="alert" className="empty:hidden">
        {cancel.error ? <Notice tone="danger" title={cancel.error.message} /> : null}
      </div>
      {job ? (
        <Body job={job} isCancelling={cancel.isPending} onCancel={() => cancel.mutate()} onBack={onBack} />
      ) : null}
    </div>
  );
}

function Body({
  job,
  isCancelling,
  onCancel,
  onBack,
}: {
  job: JobView;
  isCancelling: boolean;
  onCancel: () => void;
  onBack: () => void;
}) {
  switch (job.state) {
    case 'waiting':
    case 'running': {
      const isStopping = isCancelling || job.isCancelling;
      return (
        <>
          <Progress label="Questions written" done={job.done} total={job.total} />
          <p className="text-muted tabular-nums">{paceOf(job)}</p>
          <div className="flex flex-wrap items-center gap-3">
            <Button aria-disabled={isStopping} onClick={isStopping ? undefined : onCancel}>
              {isStopping ? 'Taking it back' : 'Cancel the import'}
            </Button>
            <p className="text-muted">
              You can leave this page; the import goes on, and you find it under Imports.
            </p>
          </div>
        </>
      );
    }
    case 'done':
      return (
        <div className="flex flex-wrap items-center gap-3">
          {job.importId ? (
            <ButtonLink variant="primary" href={withQuery(paths.import(job.importId), { done: 'yes' })}>
              See the result
            </ButtonLink>
          ) : job.bankId ? (
            <ButtonLink variant="primary" href={paths.bank(job.bankId)}>
              Open the bank
            </ButtonLink>
          ) : null}
          <ButtonLink href={paths.newImport}>Import another</ButtonLink>
        </div>
      );
    case 'failed':
    case 'cancelled':
      return (
        <>
          {job.state === 'failed' ? (
            <Notice tone="danger" title={job.failure ?? 'The import could not be written.'}>
              Nothing of it is in the bank. The draft is as it was.
            </Notice>
          ) : null}
          <div className="flex flex-wrap gap-3">
            <Button variant="primary" onClick={onBack}>
              Back to the draft
            </Button>
            <ButtonLink href={paths.imports}>Go to the imports</ButtonLink>
          </div>
        </>
      );
  }
}

function findingOf(job: JobView): string {
  switch (job.state) {
    case 'waiting':
      return 'The import begins in a moment.';
    case 'running':
      return job.isCancelling
        ? 'The import is being taken back. Nothing of it stays.'
        : 'The questions are being written. They count only when all of them are.';
    case 'done':
      return job.importId === null
        ? 'There was nothing to do: all of it is in the bank already.'
        : `The import is done: ${formatCount(job.total, { one: 'question was', other: 'questions were' })} written.`;
    case 'failed':
      return 'The import failed and was taken back.';
    case 'cancelled':
      return 'The import was cancelled and taken back. The bank is as it was before.';
  }
}

/** Changes only with the state, so that a screen reader isn't told every number. */
function spokenState(job: JobView): string {
  return job.state === 'running' || job.state === 'waiting' ? 'The import is running.' : findingOf(job);
}

function paceOf({ rate, secondsLeft }: JobView): string {
  const pace = rate === null ? '' : `${formatNumber(rate)} questions a second`;
  if (secondsLeft === null) return pace;
  return `${pace}, about ${formatDuration(Math.max(1, Math.ceil(secondsLeft)))} left`;
}
