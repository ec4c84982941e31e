'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { State } from '@/components/ui/state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import { reportProblem } from '@/lib/features/problem-report/actions';
import {
  KIND_WORDS,
  REPORT_KINDS,
  type SentReport as Sent,
  STATE_WORDS,
} from '@/lib/features/problem-report/contract';
import { formatDateTime } from '@/lib/ui/format';

interface ReportedQuestion {
  readonly attemptId: string;
  readonly itemId: string;
  readonly position: number;
}

/**
 * Under a question of the results: report a problem with it, or see what came of the report. Left out of print. The form comes when it is
 * opened: most people open none, and a page has as many as questions. Without scripts a link asks for the page with it open.
 */
export function ReportProblem({
  report,
  timeZone,
  openAt,
  opened,
  ...question
}: ReportedQuestion & {
  report: Sent | null;
  timeZone: string;
  /** Where the page is with this form open. */
  openAt: string;
  /** Whether it is asked for like that. */
  opened: boolean;
}) {
  const [isWanted, setWanted] = useState(opened);
  if (report !== null) return <SentReport report={report} timeZone={timeZone} />;
  return (
    <details
      className="print:hidden"
      open={opened ? true : undefined}
      onToggle={({ currentTarget }) => setWanted((before) => before || currentTarget.open)}
    >
      <summary className="inline-flex min-h-9 items-center rounded-control text-accent underline underline-offset-4 pointer-coarse:min-h-11">
        Report a problem with this question
      </summary>
      {isWanted ? (
        <ReportForm {...question} />
      ) : (
        <noscript>
          <a href={openAt}>Open the form</a>
        </noscript>
      )}
    </details>
  );
}

function ReportForm({ attemptId, itemId, position }: ReportedQuestion) {
  const act = useAct(reportProblem);
  const { state } = act;
  const [kindId, bodyId] = [`report-kind-${position}`, `report-body-${position}`];
  return (
    <ActionForm act={act} className="flex flex-col items-start gap-4 py-3" noValidate>
      <FormOutcome state={state} fieldIds={{ kind: kindId, body: bodyId }} />
      <input type="hidden" name="attemptId" value={attemptId} />
      <input type="hidden" name="itemId" value={itemId} />
      <ChoiceGroup id={kindId} label="What is wrong?" error={errorOf(state, 'kind')}>
        {REPORT_KINDS.map((kind) => (
          <Radio
            key={kind}
            name="kind"
            value={kind}
            label={KIND_WORDS[kind]}
            defaultChecked={typedOf(state, 'kind') === kind}
          />
        ))}
      </ChoiceGroup>
      <div className="w-full">
        <Field
          id={bodyId}
          label="In your words"
          hint="The question as you saw it and your answer go with it."
          error={errorOf(state, 'body')}
        >
          {(control) => (
            <TextArea
              {...control}
              name="body"
              rows={3}
              maxLength={1000}
              defaultValue={typedOf(state, 'body')}
            />
          )}
        </Field>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Sending">
        Send the report
      </SubmitButton>
    </ActionForm>
  );
}

function SentReport({ report, timeZone }: { report: Sent; timeZone: string }) {
  return (
    <div className="flex flex-col gap-1 border-l-2 border-line pl-4">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-semibold">Your report: {KIND_WORDS[report.kind].toLowerCase()}</span>
        <State
          icon={report.state === 'open' ? 'clock' : 'tick'}
          tone={report.state === 'open' ? 'unknown' : 'neutral'}
        >
          {report.state === 'open' ? 'Waiting for an answer' : STATE_WORDS[report.state]}
        </State>
      </p>
      <p className="text-13 text-muted">Sent {formatDateTime(report.createdAt, timeZone)}</p>
      <p className="measure whitespace-pre-wrap break-words text-muted">{report.body}</p>
      {report.state === 'open' ? null : (
        <p className="measure whitespace-pre-wrap break-words">{report.answer}</p>
      )}
    </div>
  );
}
