import type { Cut, Provenance } from '@/lib/features/evidence/contract';
import { formatCount, formatDateTime, formatList } from '@/lib/ui/format';
import { cutText } from './cut-text';

/** What the figures are made of, what they leave out and how old they are. */
export function ProvenanceNote({
  provenance,
  cut,
  timeZone,
}: {
  provenance: Provenance;
  cut: Cut;
  timeZone: string;
}) {
  const { asOf, newestAnswerAt, emptyAttempts, repeatedAnswers, runningAttempts, omitted, notReached } =
    provenance;
  const leftOut = [
    ...(emptyAttempts > 0
      ? [`${formatCount(emptyAttempts, { one: 'attempt', other: 'attempts' })} without a single answer`]
      : []),
    ...(repeatedAnswers > 0
      ? [
          `${formatCount(repeatedAnswers, { one: 'answer', other: 'answers' })} to questions that the learner had met before`,
        ]
      : []),
    ...(notReached > 0
      ? [
          `${formatCount(notReached, { one: 'question', other: 'questions' })} not reached before the time ran out`,
        ]
      : []),
    ...(runningAttempts > 0
      ? [`${formatCount(runningAttempts, { one: 'attempt', other: 'attempts' })} still running`]
      : []),
  ];
  return (
    <div className="measure flex flex-col gap-1 text-13 text-muted">
      <p>
        {cutText(cut)}. First-time answers only. What was left blank counts as wrong
        {omitted > 0 ? `: ${formatCount(omitted, { one: 'question', other: 'questions' })}` : ''}. Intervals
        are 95&nbsp;% and allow for answers of the same learner being alike.
      </p>
      <p>{leftOut.length > 0 ? `Left out: ${formatList(leftOut)}.` : 'Nothing is left out.'}</p>
      <p>
        As of {formatDateTime(asOf, timeZone)}.{' '}
        {newestAnswerAt ? `Newest exam counted: ${formatDateTime(newestAnswerAt, timeZone)}.` : null}
      </p>
    </div>
  );
}
