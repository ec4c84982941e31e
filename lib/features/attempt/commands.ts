import { SESSION_AFTER_EXAM_HOURS } from '@/lib/domain/kernel/limits';
import 'server-only';
import { randomInt } from 'node:crypto';
import { can } from '@/lib/domain/access/policy';
import { allowedTime } from '@/lib/domain/attempt/allowed-time';
import { type StartObstacle, startObstacle } from '@/lib/domain/attempt/start-obstacle';
import { assembleForm } from '@/lib/domain/form/assemble-form';
import type { FormEntry } from '@/lib/domain/form/form-source';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import type { Random } from '@/lib/domain/kernel/random';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { AssignmentForMember } from '@/lib/features/assignment/contract';
import { findAssignmentForMember } from '@/lib/features/assignment/data';
import { loadFormSource } from '@/lib/features/exam/data';
import { Prisma } from '@/lib/generated/prisma/client';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { asExamTaker, type MemberScope } from '@/lib/infra/tenant-scope';

const OBSTACLE_WORDS: Readonly<Record<Exclude<StartObstacle, 'left'>, string>> = {
  coming: 'This exam is not open yet.',
  closed: 'The time in which this exam could be started is over.',
  full: 'You have used every attempt that you have for this exam.',
};

const obstacleFailure = (obstacle: StartObstacle): Failure =>
  obstacle === 'left' ? refuse('conflict', 'exam_left', {}) : failure('conflict', OBSTACLE_WORDS[obstacle]);

/** Unpredictable, so that nobody can foretell which form comes next. */
const unpredictable: Random = () => randomInt(2 ** 32) / 2 ** 32;

/**
 * Starts an attempt, or gives the one that is already running: a double click ends in one attempt. The form is assembled and
 * frozen now, the deadline is set by the database's clock, and the sign-in is made to outlive it.
 *
 * @param tokenHash proof of the session that is to outlive the deadline
 * @returns the attempt's id; `not_found` for an assignment that isn't theirs, `conflict` for one that can't be started
 */
export async function startAttempt(
  scope: MemberScope,
  assignmentId: string,
  tokenHash: Buffer,
): Promise<Result<string, Failure>> {
  const taker = asExamTaker(scope);
  const assignment = await findAssignmentForMember(taker, assignmentId);
  if (!assignment) return err(notFound('exam'));
  if (assignment.openAttemptId) return ok(assignment.openAttemptId);
  const obstacle = startObstacle(assignment);
  if (obstacle) return err(obstacleFailure(obstacle));
  const form = await drawForm(taker, assignment);
  if (!form.ok) return form;
  try {
    return await inTransaction(taker, (tx) => freeze(tx, taker, assignmentId, form.value, tokenHash));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Another click of the same person was faster; theirs is the attempt.
    const again = await findAssignmentForMember(taker, assignmentId);
    return again?.openAttemptId
      ? ok(again.openAttemptId)
      : err(failure('conflict', 'The exam was started a moment ago. Open it from your list.'));
  }
}

async function drawForm(
  scope: MemberScope,
  { examId, shuffleItems, shuffleOptions }: AssignmentForMember,
): Promise<Result<readonly FormEntry[], Failure>> {
  const source = await loadFormSource(scope, examId);
  if (!source) return err(notFound('exam'));
  const form = assembleForm({ ...source, shuffleItems, shuffleOptions, random: unpredictable });
  if (form.ok) return form;
  return err(
    failure(
      'conflict',
      'This exam can’t be put together at the moment, because its bank has changed. Nothing was counted. Please tell your instructor.',
    ),
  );
}

interface StartRow {
  now: Date;
  opensAt: Date;
  closesAt: Date;
  minutes: number;
  attemptsAllowed: number;
  attemptsUsed: number;
  lastNumber: number;
  timeFactor: number | null;
  extraMinutes: number | null;
}

/** Asks once more, now by the clock and inside the transaction that writes, and then writes attempt, form and audit event. */
async function freeze(
  tx: Tx,
  scope: MemberScope,
  assignmentId: string,
  form: readonly FormEntry[],
  tokenHash: Buffer,
): Promise<Result<string, Failure>> {
  const { organisationId } = scope;
  const { membershipId } = scope.actor;
  const row = await readStart(tx, scope, assignmentId);
  if (!row) return err(notFound('exam'));
  const phase = row.now < row.opensAt ? 'coming' : row.now < row.closesAt ? 'open' : 'closed';
  const obstacle = startObstacle({ ...row, phase, isGiven: true });
  if (obstacle) return err(obstacleFailure(obstacle));
  const deadlineAt = new Date(row.now.getTime() + allowedTime(toTimeRule(row)).allowedMs);
  const attempt = {
    organisationId,
    id: newId(),
    assignmentId,
    membershipId,
    number: row.lastNumber + 1,
    startedAt: row.now,
    deadlineAt,
    leaseId: newId(),
  };
  await tx.attempt.createMany({ data: [attempt] });
  await tx.attemptForm.createMany({
    data: [
      {
        organisationId,
        attemptId: attempt.id,
        itemVersionIds: form.map(({ itemVersionId }) => itemVersionId),
        optionOrders: form.map(({ optionLetters }) => optionLetters),
      },
    ],
  });
  await recordAudit(tx, scope, {
    action: 'attempt.started',
    subjectKind: 'attempt',
    subjectId: attempt.id,
    details: {
      assignmentId,
      number: attempt.number,
      items: form.length,
      deadlineAt: deadlineAt.toISOString(),
    },
  });
  await tx.$queryRaw`
    SELECT identity.extend_session(${tokenHash}::bytea, ${deadlineAt}::timestamptz + make_interval(hours => ${SESSION_AFTER_EXAM_HOURS}::int))::text`;
  return ok(attempt.id);
}

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

/** Holds the assignment until the transaction ends, so that it can't be withdrawn between this look and the start. */
async function readStart(tx: Tx, scope: MemberScope, assignmentId: string): Promise<StartRow | null> {
  const member = Prisma.sql`${scope.actor.membershipId}::uuid`;
  const [row] = await tx.$queryRaw<StartRow[]>`
    SELECT clock_timestamp()::timestamptz(3) AS now, s.opens_at AS "opensAt", s.closes_at AS "closesAt", s.minutes,
      app.attempts_allowed(s, ${member}) AS "attemptsAllowed", used.n AS "attemptsUsed", used.last AS "lastNumber",
      ac.time_factor::float8 AS "timeFactor", ac.extra_minutes AS "extraMinutes"
    FROM assignment s
    LEFT JOIN accommodation ac ON ac.organisation_id = s.organisation_id AND ac.membership_id = ${member}
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE a.state <> 'voided' OR a.closed_by = 'left')::int AS n, coalesce(max(a.number), 0) AS last FROM attempt a
      WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = ${member}) used
    WHERE s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid AND s.withdrawn_at IS NULL
      AND (s.membership_id = ${member}
           OR EXISTS (SELECT 1 FROM enrolment e WHERE e.organisation_id = s.organisation_id
                        AND e.cohort_id = s.cohort_id AND e.membership_id = ${member} AND e.left_at IS NULL))
    FOR KEY SHARE OF s`;
  return row ?? null;
}

const toTimeRule = (row: StartRow) => ({
  minutes: row.minutes,
  accommodation:
    row.timeFactor === null ? null : { timeFactor: row.timeFactor, extraMinutes: row.extraMinutes ?? 0 },
  msUntilClose: row.closesAt.getTime() - row.now.getTime(),
});

const isDuplicate = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
