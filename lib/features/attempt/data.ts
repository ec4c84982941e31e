import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import { signReceipt } from '@/lib/infra/receipt-signature';
import { asExamTaker, type MemberScope } from '@/lib/infra/tenant-scope';
import { shutItems } from '../shut-keys/data';
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

/** The versions that an attempt shows, without anything that gives an answer away. Titles name the topic, so they stay out. */
const FORM_ITEM = Prisma.sql`
  'itemId', ai.item_id, 'position', ai.position, 'optionOrder', to_jsonb(ai.option_order), 'stem', v.stem,
  'options', v.options, 'keyCount', v.key_count, 'stimulusId', v.stimulus_version_id`;

const FORM = Prisma.sql`attempt_item ai
  JOIN item_version v ON v.organisation_id = ai.organisation_id AND v.id = ai.item_version_id`;

const STIMULI = Prisma.sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', sv.id, 'body', sv.body)), '[]')
   FROM stimulus_version sv
   WHERE sv.organisation_id = a.organisation_id AND sv.id IN (
     SELECT v.stimulus_version_id FROM ${FORM} WHERE ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id))`;

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
        (SELECT coalesce(jsonb_agg(jsonb_build_object(${FORM_ITEM}) ORDER BY ai.position), '[]')
         FROM ${FORM} WHERE ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id) AS items,
        ${STIMULI} AS stimuli,
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

/**
 * Questions, options and answers as they stood in the form; key and rationales as the latest ruling has them, when the key was
 * corrected since. Keys and rationales come only with full feedback. Row-level security alone doesn't see to it: an item that this learner has
 * also met in an exam with full feedback is open to them there, but not here.
 */
async function findReview(scope: MemberScope, attemptId: string): Promise<ReviewRow | null> {
  const [row] = await withTenant(
    asExamTaker(scope),
    (db) => db.$queryRaw<ReviewRow[]>`
      WITH exposed AS (${rememberKeysShown(scope, attemptId)}),
      -- Both once for the attempt, and not once for each of its questions.
      graded AS MATERIALIZED (
        SELECT g.position, g.answer, g.answered, g.reached, g.correct, CASE WHEN g.overruled THEN NOT g.correct END AS original_correct
        FROM graded_item g
        WHERE g.organisation_id = ${scope.organisationId}::uuid AND g.attempt_id = ${attemptId}::uuid),
      shut AS MATERIALIZED (${shutItems(scope)})
      SELECT
        (SELECT coalesce(jsonb_agg(jsonb_build_object(${FORM_ITEM},
            'selected', to_jsonb(app.chosen_ids(v.options, coalesce(g.answer, ''))), 'flagged', ai.position = ANY (marks.flagged),
            'correct', g.correct, 'answered', g.answered,
            'reached', g.reached,
            'topic', (SELECT t.name FROM item i JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
                      WHERE i.organisation_id = ai.organisation_id AND i.id = ai.item_id),
            'key', to_jsonb(k.option_ids), 'rationales', k.rationales,
            'originalCorrect', g.original_correct, 'correctedAt', u.decided_at, 'countsForAll', u.full_credit,
            'acceptedKeys', to_jsonb(u.accepted_keys), 'shut', shut.shut,
            'report', (SELECT jsonb_build_object('id', p.id, 'kind', p.kind, 'body', p.body, 'state', p.state, 'answer', p.answer,
                                                 'createdAt', p.created_at)
                       FROM problem_report p WHERE p.organisation_id = ai.organisation_id
                         AND p.attempt_id = ai.attempt_id AND p.item_id = ai.item_id)) ORDER BY ai.position), '[]')
         FROM ${FORM}
         LEFT JOIN key_ruling u ON u.organisation_id = ai.organisation_id AND u.item_version_id = ai.item_version_id
                               AND s.feedback_policy = 'full'
         LEFT JOIN item_key k ON k.organisation_id = ai.organisation_id
                             AND k.item_version_id = coalesce(u.key_version_id, ai.item_version_id)
                             AND s.feedback_policy = 'full'
         LEFT JOIN graded g ON g.position = ai.position
         LEFT JOIN shut ON shut.item_id = ai.item_id
         WHERE ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id) AS items,
        ${STIMULI} AS stimuli
      FROM attempt a
      JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
      CROSS JOIN LATERAL (
        SELECT app.flagged_positions(a.organisation_id, a.id) AS flagged OFFSET 0) marks
      WHERE ${isOwn(scope, attemptId)}`,
  );
  return row ?? null;
}

/**
 * That keys and rationales of this attempt are shown now, unless they were before; again once when one of them was corrected. Nothing where they
 * stay shut: by the policy, or because a running exam asks one of the questions.
 */
const rememberKeysShown = (scope: MemberScope, attemptId: string): Prisma.Sql => Prisma.sql`
  INSERT INTO exposure (organisation_id, attempt_id, membership_id, shown_at, by_correction)
  SELECT a.organisation_id, a.id, a.membership_id, clock_timestamp(), EXISTS (
    SELECT 1 FROM key_ruling u WHERE u.organisation_id = a.organisation_id AND u.item_version_id = ANY (f.item_version_ids))
  FROM attempt a
  JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id AND s.feedback_policy = 'full'
  JOIN attempt_form f ON f.organisation_id = a.organisation_id AND f.attempt_id = a.id
  WHERE ${isOwn(scope, attemptId)} AND a.state = 'released' AND NOT f.item_version_ids && (SELECT ctx.shut_versions())
  ON CONFLICT DO NOTHING`;

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
