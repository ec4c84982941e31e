import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import { signReceipt } from '@/lib/infra/receipt-signature';
import { asExamTaker, type MemberScope } from '@/lib/infra/tenant-scope';
import type { PlayerView, PracticeView, ReceiptView, Results } from './contract';
import {
  type AttemptRow,
  type NoticeRow,
  type PlayerRow,
  type PracticeRow,
  type ReviewRow,
  toNotice,
  toPlayerView,
  toPracticeViews,
  toReceiptView,
  toResultsView,
  toWaiting,
} from './mappers';

/*
 * Everything here is read as a taker of exams, whatever else the person is: row-level security then shows own attempts only,
 * and keys, rationales and grades only after release.
 */

/** Null: there is no such attempt of theirs. `over`: it can't be worked on any more. One round trip. */
export async function findPlayer(scope: MemberScope, attemptId: string): Promise<PlayerView | 'over' | null> {
  const [row] = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<PlayerRow[]>`
      SELECT a.id, x.name AS "examName", a.state::text,
        (extract(epoch FROM a.deadline_at - a.started_at) * 1000 - a.paused_ms)::float8 AS "allowedMs",
        app.remaining_ms(a.deadline_at, a.paused_at)::float8 AS "remainingMs",
        app.attempt_notices(a.organisation_id, a.id) AS notices,
        s.cohort_id IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM enrolment e JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
          WHERE e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id AND e.membership_id = a.membership_id
            AND e.left_at IS NULL AND c.archived_at IS NULL) AS "cohortEnded",
        a.state = 'in_progress' AND clock_timestamp() > a.deadline_at + ctx.grace() AS overdue,
        app.form_questions(a.organisation_id, a.id) AS items, app.form_stimuli(a.organisation_id, a.id) AS stimuli,
        app.stored_answers(a.organisation_id, a.id) AS responses,
        app.stored_acts(a.organisation_id, a.id) AS activity
      FROM attempt a
      JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
      JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
      WHERE ${isOwn(scope, attemptId)}`,
  );
  if (!row) return null;
  const isOpen = row.state === 'in_progress' || row.state === 'paused';
  return isOpen && !row.overdue ? toPlayerView(row) : 'over';
}

const isOwn = (scope: MemberScope, attemptId: string): Prisma.Sql => Prisma.sql`
  a.organisation_id = ${scope.organisationId}::uuid AND a.id = ${attemptId}::uuid
  AND a.membership_id = ${scope.actor.membershipId}::uuid`;

async function findAttempt(scope: MemberScope, attemptId: string): Promise<AttemptRow | null> {
  const [row] = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<AttemptRow[]>`
      SELECT * FROM app.own_attempt(${scope.organisationId}::uuid, ${scope.actor.membershipId}::uuid, ${attemptId}::uuid)`,
  );
  return row ?? null;
}

/** What staff did to the own sittings of an assignment, oldest first. One round trip. */
export async function listNotices(scope: MemberScope, assignmentId: string): Promise<AttemptNotice[]> {
  const rows = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<{ notices: NoticeRow[] }[]>`
      SELECT app.attempt_notices(a.organisation_id, a.id) AS notices FROM attempt a
      WHERE a.organisation_id = ${scope.organisationId}::uuid AND a.assignment_id = ${assignmentId}::uuid
        AND a.membership_id = ${scope.actor.membershipId}::uuid
      ORDER BY a.number`,
  );
  return rows.flatMap(({ notices }) => notices.map(toNotice));
}

/** The receipt of an attempt; null when there is no such attempt of theirs. One round trip. */
export async function findReceipt(scope: MemberScope, attemptId: string): Promise<ReceiptView | null> {
  const row = await findAttempt(scope, attemptId);
  return row && toReceiptView(row, row.receipt && signReceipt(row.receipt, row.lateCount));
}

/** The results of an attempt, or why there are none yet; null when there is no such attempt of theirs. Two round trips. */
export async function findResults(scope: MemberScope, attemptId: string): Promise<Results | null> {
  const row = await findAttempt(scope, attemptId);
  if (!row) return null;
  const waiting = toWaiting(row);
  if (waiting) return waiting;
  const review = row.feedbackPolicy === 'score_only' ? null : await findReview(scope, attemptId);
  return { kind: 'released', results: toResultsView(row, review) };
}

/** Questions, options and answers as they stood in the form; key and rationales as the latest ruling has them, with full feedback. */
async function findReview(scope: MemberScope, attemptId: string): Promise<ReviewRow | null> {
  const [row] = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<ReviewRow[]>`
      SELECT items, stimuli
      FROM app.attempt_review(${scope.organisationId}::uuid, ${scope.actor.membershipId}::uuid, ${attemptId}::uuid)`,
  );
  return row ?? null;
}

/**
 * What would help this learner most, per certification that they prepare for or have sat an exam of: domains of its current
 * blueprint with the learner's own sums. Counted over the grades that this learner may see, not read from the roll-ups: those count an attempt
 * as soon as it is graded, and would tell how it went before its results are released, or although they stay hidden.
 */
export async function listPractice(scope: MemberScope): Promise<readonly PracticeView[]> {
  const rows = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<PracticeRow[]>`
      SELECT * FROM app.practice_domains(${scope.organisationId}::uuid, ${scope.actor.membershipId}::uuid)`,
  );
  return toPracticeViews(rows);
}
