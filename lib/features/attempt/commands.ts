import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import { asExamTaker, type MemberScope } from '@/lib/infra/tenant-scope';

/**
 * Leaves the own running attempt without a result, so that keys that it shuts open again: it counts as used, is never graded and
 * adds to no sums. For staff only: a learner submits. Fails with `conflict` (its time is over, or it was closed), `not_found` or
 * `forbidden`.
 */
export async function leaveAttempt(
  scope: MemberScope,
  attemptId: string,
): Promise<Result<{ readonly attemptId: string }, Failure>> {
  const taker = asExamTaker(scope);
  const { organisationId } = scope;
  return inTransaction(taker, async (tx) => {
    const [found] = await tx.$queryRaw<{ assignmentId: string; number: number; running: boolean }[]>`
      SELECT a.assignment_id AS "assignmentId", a.number,
        a.state IN ('in_progress', 'paused') AND clock_timestamp() <= a.deadline_at + ctx.grace() AS running
      FROM attempt a
      WHERE a.organisation_id = ${organisationId}::uuid AND a.id = ${attemptId}::uuid
        AND a.membership_id = ${scope.actor.membershipId}::uuid`;
    if (!found) return err(notFound('attempt'));
    if (!can(scope.actor, 'bank:read')) return err(refuse('forbidden', 'role_not_allowed', {}));
    if (!found.running) return err(refuse('conflict', 'attempt_not_running', {}));
    const left = await tx.$executeRaw`
      UPDATE attempt a
      SET state = 'voided', closed_at = t.at, closed_by = 'left', receipt = app.attempt_receipt(a.organisation_id, a.id, t.at, 'left')
      FROM (SELECT clock_timestamp()::timestamptz(3) AS at) t
      WHERE a.organisation_id = ${organisationId}::uuid AND a.id = ${attemptId}::uuid AND a.closed_at IS NULL`;
    if (left === 0) return err(refuse('conflict', 'attempt_not_running', {}));
    await recordAudit(tx, scope, {
      action: 'attempt.left',
      subjectKind: 'attempt',
      subjectId: attemptId,
      details: { assignmentId: found.assignmentId, number: found.number },
    });
    return ok({ attemptId });
  });
}
