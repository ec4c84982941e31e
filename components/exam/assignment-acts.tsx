import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import type { AssignmentPlan, AssignmentView } from '@/lib/features/assignment/contract';
import { ExtendAssignment, ReleaseAssignment, WithdrawAssignment } from './assignment-dialogs';

/**
 * What staff can do about an assignment now. The keys change with what an act changes, so that its dialog is gone when the
 * page comes back.
 */
export function AssignmentActs({
  assignment,
  plan,
  timeZone,
}: {
  assignment: AssignmentView;
  plan: AssignmentPlan;
  timeZone: string;
}) {
  const { id, phase, closesAt, releaseRule, releasedAt, feedbackPolicy } = assignment;
  if (phase === 'withdrawn') return null;
  const waits = releaseRule === 'by_hand' && releasedAt === null;
  const resultsAreOut = releasedAt !== null || (releaseRule === 'after_close' && phase === 'closed');
  return (
    <>
      {waits && feedbackPolicy !== 'hidden' ? (
        <ReleaseAssignment key="release" assignmentId={id} plan={plan} />
      ) : null}
      {resultsAreOut ? null : (
        <ExtendAssignment
          key={closesAt}
          assignmentId={id}
          plan={plan}
          closesAt={epochMsToWallTime(Date.parse(closesAt), timeZone)}
          timeZone={timeZone}
        />
      )}
      <WithdrawAssignment key="withdraw" assignmentId={id} plan={plan} />
    </>
  );
}
