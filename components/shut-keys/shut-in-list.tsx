import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import type { ShutKeys } from '@/lib/features/shut-keys/contract';
import { formatCount, formatDateTime } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { LeaveExam } from './leave-exam';

/** Above a list that leaves something out for its reader: how many, why, until when, and the way out. */
export function ShutInList({ shut, timeZone }: { readonly shut: ShutKeys; readonly timeZone: string }) {
  const { attemptId, examName, until, count, isOverdue } = shut;
  const are = formatCount(count, {
    one: 'question is in an exam that you are sitting and stays',
    other: 'questions are in an exam that you are sitting and stay',
  });
  return (
    <div className="flex flex-col items-start gap-3">
      <Notice tone="warning" title={`${are} shut until ${formatDateTime(until, timeZone)}`}>
        Their keys, evidence and what their wording gives away are left out until “{examName}” is over.
      </Notice>
      {isOverdue ? null : (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={paths.attempt(attemptId)} prefetch={false}>
            Go on with the exam
          </ButtonLink>
          <LeaveExam attemptId={attemptId} examName={examName} />
        </div>
      )}
    </div>
  );
}
