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
      SELECT a.id, a.assignment_id AS "assignmentId", x.name AS "examName", m.display_name AS "learnerName", a.number,
        a.state::text, a.started_at AS "startedAt", a.deadline_at AS "deadlineAt", a.closed_at AS "closedAt",
        a.closed_by AS "closedBy", a.paused_ms::float8 AS "pausedMs",
        a.closed_at IS NOT NULL OR (a.state = 'in_progress' AND clock_timestamp() >= a.deadline_at) AS "isOver", a.receipt,
        (SELECT count(*) FROM late_response l
         WHERE l.organisation_id = a.organisation_id AND l.attempt_id = a.id
           -- Those that staff let count are late no more.
           AND NOT EXISTS (SELECT 1 FROM attempt_act c WHERE c.organisation_id = l.organisation_id AND c.id = l.act_id
                             AND c.kind = 'accept_late'))::int AS "lateCount",
        s.feedback_policy::text AS "feedbackPolicy", s.release_rule::text AS "releaseRule", s.closes_at AS "closesAt",
        x.cut_percent::float8 AS "cutPercent", coalesce(b.cut_source = 'assumed', false) AS "cutIsAssumed",
        app.attempt_notices(a.organisation_id, a.id) AS notices, g.correct, g.answered, g.items AS "itemCount",
        (SELECT jsonb_agg(jsonb_build_object(
            'correctedAt', h.changed_at, 'correctBefore', h.correct_before, 'correctAfter', h.correct_after,
            'passedBefore', h.passed_before, 'passedAfter', h.passed_after, 'isNew', h.seen_at IS NULL) ORDER BY h.changed_at)
         FROM grade_change h
         WHERE h.organisation_id = a.organisation_id AND h.attempt_id = a.id) AS "scoreChanges"
      FROM attempt a
      JOIN membership m ON m.organisation_id = a.organisation_id AND m.id = a.membership_id
      JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
      JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
      LEFT JOIN blueprint_version b ON b.organisation_id = x.organisation_id AND b.id = x.blueprint_version_id
      LEFT JOIN attempt_grade g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
      WHERE ${isOwn(scope, attemptId)}`,
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
  const member = Prisma.sql`${scope.actor.membershipId}::uuid`;
  const rows = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<PracticeRow[]>`
      WITH blueprint AS (
        SELECT b.organisation_id, b.blueprint_version_id AS id, b.certification_name AS name
        FROM hr.current_blueprint b
        WHERE b.organisation_id = ${scope.organisationId}::uuid AND b.certification_id IN (
          SELECT p.certification_id FROM hr.preparing p
          WHERE p.organisation_id = ${scope.organisationId}::uuid AND p.membership_id = ${member}
          UNION ALL
          SELECT v.certification_id
          FROM assignment s
          JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
          JOIN blueprint_version v ON v.organisation_id = x.organisation_id AND v.id = x.blueprint_version_id
          WHERE s.organisation_id = ${scope.organisationId}::uuid
            AND ((s.membership_id = ${member} AND s.withdrawn_at IS NULL)
                 OR EXISTS (SELECT 1 FROM attempt a WHERE a.organisation_id = s.organisation_id
                              AND a.assignment_id = s.id AND a.membership_id = ${member})))
      )
      SELECT p.name AS certification, d.id AS "domainId", d.name, d.weight_percent::float8 AS "weightPercent",
             coalesce(sum(g.correct), 0)::int AS correct, coalesce(sum(g.answered), 0)::int AS answered,
             coalesce(sum(g.omitted), 0)::int AS omitted
      FROM blueprint p
      JOIN blueprint_domain d ON d.organisation_id = p.organisation_id AND d.blueprint_version_id = p.id
      LEFT JOIN topic_domain td ON td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id
      LEFT JOIN (
        SELECT i.topic_id, count(*) FILTER (WHERE i.correct) AS correct, count(*) FILTER (WHERE i.answered) AS answered,
               count(*) FILTER (WHERE NOT i.answered) AS omitted
        FROM item_grade i
        WHERE i.organisation_id = ${scope.organisationId}::uuid AND i.membership_id = ${member}
          AND i.counted AND i.first_exposure
        GROUP BY i.topic_id) g ON g.topic_id = td.topic_id
      GROUP BY p.name, d.id, d.name, d.weight_percent, d.position
      ORDER BY p.name, d.position`,
  );
  return toPracticeViews(rows);
}
