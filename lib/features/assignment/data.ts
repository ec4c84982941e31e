import 'server-only';
import { countExamItems } from '@/lib/features/exam/data';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import { actingMembershipId, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import {
  type AssignmentForMember,
  type AssignmentSummary,
  type AssignmentTargets,
  type AssignmentView,
  LEARNERS_SHOWN,
  type MemberAssignments,
} from './contract';
import {
  type AssignmentRow,
  type AssignmentSummaryRow,
  type LearnerRow,
  type MemberAssignmentRow,
  type TargetsRow,
  toAssignmentForMember,
  toAssignmentSummaries,
  toAssignmentView,
  toMemberAssignments,
  toTargets,
} from './mappers';

/**
 * The condition under which `scope` may give `s` an exam: admins to all, an instructor to cohorts whose staff they are and to single
 * learners who are in these cohorts, others to none. It names the member instead of asking the connection, so that it holds as
 * well in a transaction that acts for the system.
 */
export function assignableBy(scope: TenantScope): Prisma.Sql {
  const { actor } = scope;
  if (actor.kind === 'system' || actor.role === 'owner' || actor.role === 'admin') return Prisma.sql`true`;
  if (actor.role !== 'instructor') return Prisma.sql`false`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM cohort_staff looks
    WHERE looks.organisation_id = s.organisation_id AND looks.membership_id = ${actor.membershipId}::uuid
      AND (looks.cohort_id = s.cohort_id
           OR EXISTS (SELECT 1 FROM enrolment theirs WHERE theirs.organisation_id = looks.organisation_id
                        AND theirs.cohort_id = looks.cohort_id AND theirs.membership_id = s.membership_id
                        AND theirs.left_at IS NULL)))`;
}

/**
 * The condition under which `scope` looks after the assignment `s`: as above, and for an instructor also exams of single learners
 * who sat them while they were in one of these cohorts.
 */
export function managedBy(scope: TenantScope): Prisma.Sql {
  const { actor } = scope;
  if (actor.kind === 'system' || actor.role !== 'instructor') return assignableBy(scope);
  return Prisma.sql`EXISTS (
    SELECT 1 FROM cohort_staff looks
    JOIN app.cohort_assignment given ON given.organisation_id = looks.organisation_id AND given.cohort_id = looks.cohort_id
    WHERE looks.organisation_id = s.organisation_id AND looks.membership_id = ${actor.membershipId}::uuid
      AND given.assignment_id = s.id)`;
}

/** By the clock of the database, which also decides whether an attempt may start. */
const PHASE = Prisma.sql`CASE WHEN s.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN now() < s.opens_at THEN 'coming'
  WHEN now() < s.closes_at THEN 'open' ELSE 'closed' END`;

/** The learners of `s`: everyone who was given it or sat it, those who left since included. */
const LEARNERS = Prisma.sql`(
  SELECT p.membership_id AS id, p.display_name, p.email, p.left_at FROM app.assignment_member p
  WHERE p.organisation_id = s.organisation_id AND p.assignment_id = s.id)`;

const SUMMARY = Prisma.sql`s.id, s.exam_id AS "examId", x.name AS "examName", s.cohort_id AS "cohortId",
  coalesce(c.name, p.display_name) AS target, p.id AS "targetId", p.email::text AS "targetEmail", ${PHASE} AS phase, s.opens_at AS "opensAt", s.closes_at AS "closesAt",
  (SELECT count(*) FROM ${LEARNERS} l)::int AS "learnerCount", done.started AS "startedCount", done.finished AS "finishedCount"`;

const SUMMARY_FROM = Prisma.sql`assignment s
  JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
  LEFT JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
  LEFT JOIN membership p ON p.organisation_id = s.organisation_id AND p.id = s.membership_id
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT a.membership_id)::int AS started,
           count(DISTINCT a.membership_id) FILTER (WHERE a.closed_at IS NOT NULL)::int AS finished
    FROM attempt a JOIN ${LEARNERS} l ON l.id = a.membership_id
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.state <> 'voided') done`;

/** The assignments that `scope` looks after, those that are open first; of one exam, if given. One round trip. */
export async function listAssignments(
  scope: TenantScope,
  examId: string | null = null,
): Promise<readonly AssignmentSummary[]> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<AssignmentSummaryRow[]>`
      SELECT ${SUMMARY} FROM ${SUMMARY_FROM}
      WHERE s.organisation_id = ${scope.organisationId}::uuid AND ${managedBy(scope)}
        AND (${examId}::uuid IS NULL OR s.exam_id = ${examId}::uuid)
      ORDER BY array_position(ARRAY['open', 'coming', 'closed', 'withdrawn'], ${PHASE}), s.closes_at DESC, s.id
      LIMIT 200`,
  );
  return toAssignmentSummaries(rows);
}

/** One assignment with how far each learner is; null when there is none or `scope` doesn't look after it. Two round trips. */
export async function findAssignment(
  scope: TenantScope,
  assignmentId: string,
): Promise<AssignmentView | null> {
  const isThis = Prisma.sql`s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid
    AND ${managedBy(scope)}`;
  const [[assignment], learners] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<AssignmentRow[]>`
        SELECT ${SUMMARY}, s.minutes, s.attempts_allowed AS "attemptsAllowed", x.cut_percent::float8 AS "cutPercent",
               s.feedback_policy::text AS "feedbackPolicy", s.release_rule::text AS "releaseRule",
               s.shuffle_items AS "shuffleItems", s.shuffle_options AS "shuffleOptions",
               maker.display_name AS "assignedBy", s.released_at AS "releasedAt"
        FROM ${SUMMARY_FROM}
        JOIN membership maker ON maker.organisation_id = s.organisation_id AND maker.id = s.assigned_by_id
        WHERE ${isThis}`,
    ),
    withTenant(scope, (db) => db.$queryRaw<LearnerRow[]>`${learnersOf(isThis)}`),
  ]);
  return assignment ? toAssignmentView(assignment, learners) : null;
}

/** One row per learner of the assignment: the latest attempt, and the score of the latest graded one. */
const learnersOf = (isThis: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT l.id AS "membershipId", l.display_name AS name, l.email, l.left_at AS "leftAt", tally.used AS "attemptsUsed",
         CASE WHEN last.id IS NULL THEN 'not_started' WHEN last.closed_at IS NULL THEN 'in_progress' ELSE 'finished' END AS progress,
         last.started_at AS "startedAt", last.closed_at AS "closedAt", g.correct, g.answered, g.items
  FROM assignment s
  CROSS JOIN LATERAL ${LEARNERS} l
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS used FROM attempt a
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = l.id
      AND a.state <> 'voided') tally
  LEFT JOIN LATERAL (
    SELECT a.id, a.started_at, a.closed_at FROM attempt a
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = l.id
      AND a.state <> 'voided'
    ORDER BY a.number DESC LIMIT 1) last ON true
  LEFT JOIN LATERAL (
    SELECT ag.correct, ag.answered, ag.items FROM attempt a
    JOIN attempt_grade ag ON ag.organisation_id = a.organisation_id AND ag.attempt_id = a.id
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = l.id
      AND a.state <> 'voided'
    ORDER BY a.number DESC LIMIT 1) g ON true
  WHERE ${isThis}
  ORDER BY lower(l.display_name), l.id LIMIT ${LEARNERS_SHOWN}`;

/** Cohorts and people that `scope` may assign an exam to. One round trip. */
export async function listAssignmentTargets(scope: TenantScope): Promise<AssignmentTargets> {
  const { organisationId } = scope;
  const everyone = scope.actor.kind === 'system' || ['owner', 'admin'].includes(scope.actor.role);
  const [targets] = await withTenant(
    scope,
    (db) => db.$queryRaw<TargetsRow[]>`
      WITH given AS (
        SELECT c.id, c.name,
               (SELECT count(*) FROM hr.cohort_member e
                WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id AND e.left_at IS NULL) AS learner_count
        FROM cohort c
        WHERE c.organisation_id = ${organisationId}::uuid AND c.archived_at IS NULL
          AND (${everyone} OR EXISTS (SELECT 1 FROM cohort_staff z WHERE z.organisation_id = c.organisation_id
                 AND z.cohort_id = c.id AND z.membership_id = ${actingMembershipId(scope)}::uuid))
        ORDER BY lower(c.name), c.id LIMIT 500),
      person AS (
        SELECT m.id, m.display_name, m.email::text AS email
        FROM membership m
        WHERE m.organisation_id = ${organisationId}::uuid AND m.removed_at IS NULL
          AND (${everyone} OR m.id IN (SELECT ctx.my_learners()))
        ORDER BY lower(m.display_name), m.id LIMIT 1000)
      SELECT
        (SELECT coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'learnerCount', g.learner_count)
                                  ORDER BY lower(g.name), g.id), '[]') FROM given g) AS cohorts,
        (SELECT coalesce(json_agg(json_build_object('membershipId', p.id, 'name', p.display_name, 'email', p.email)
                                  ORDER BY lower(p.display_name), p.id), '[]') FROM person p) AS people`,
  );
  return toTargets(targets ?? { cohorts: [], people: [] });
}

/**
 * What a learner needs for the start card. null unless the assignment is theirs: they are enrolled in its cohort or it is for
 * them, and it wasn't withdrawn; or they sat it once, whatever happened since. Two round trips: the learner's own view under row-level security, then the number of questions.
 */
export async function findAssignmentForMember(
  scope: MemberScope,
  assignmentId: string,
): Promise<AssignmentForMember | null> {
  const [assignment] = await readForMember(scope, Prisma.sql`AND s.id = ${assignmentId}::uuid`);
  return assignment ?? null;
}

/** A learner's assignments: due now, coming, finished. Two round trips. */
export async function listAssignmentsForMember(scope: MemberScope): Promise<MemberAssignments> {
  return toMemberAssignments(await readForMember(scope, Prisma.empty));
}

async function readForMember(scope: MemberScope, which: Prisma.Sql): Promise<readonly AssignmentForMember[]> {
  const member = Prisma.sql`${scope.actor.membershipId}::uuid`;
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<MemberAssignmentRow[]>`
      SELECT s.id, x.id AS "examId", x.name AS "examName", c.name AS "cohortName", x.cut_percent::float8 AS "cutPercent",
             coalesce(b.cut_source = 'assumed', false) AS "cutIsAssumed",
             s.minutes, ac.time_factor::float8 AS "timeFactor", ac.extra_minutes AS "extraMinutes",
             -- An exam that was taken back is over for those who sat it.
             replace(${PHASE}, 'withdrawn', 'closed') AS phase,
             s.opens_at AS "opensAt", s.closes_at AS "closesAt", s.attempts_allowed AS "attemptsAllowed",
             (SELECT count(*) FROM attempt a WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id
                AND a.membership_id = ${member} AND a.state <> 'voided')::int AS "attemptsUsed",
             s.feedback_policy::text AS "feedbackPolicy", s.release_rule::text AS "releaseRule",
             s.shuffle_items AS "shuffleItems", s.shuffle_options AS "shuffleOptions", theirs.given AS "isGiven",
             last.id AS "lastId", last.number AS "lastNumber", last.state::text AS "lastState",
             last.started_at AS "lastStartedAt", last.deadline_at AS "lastDeadlineAt", last.closed_at AS "lastClosedAt",
             g.correct, g.answered, g.items
      FROM assignment s
      JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
      LEFT JOIN blueprint_version b ON b.organisation_id = x.organisation_id AND b.id = x.blueprint_version_id
      LEFT JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
      LEFT JOIN accommodation ac ON ac.organisation_id = s.organisation_id AND ac.membership_id = ${member}
      LEFT JOIN LATERAL (
        SELECT a.id, a.number, a.state, a.started_at, a.deadline_at, a.closed_at FROM attempt a
        WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = ${member}
          AND a.state <> 'voided'
        ORDER BY a.number DESC LIMIT 1) last ON true
      LEFT JOIN attempt_grade g ON g.organisation_id = s.organisation_id AND g.attempt_id = last.id
                               AND last.state = 'released' AND s.feedback_policy <> 'hidden'
      CROSS JOIN LATERAL (
        SELECT s.membership_id = ${member}
               OR EXISTS (SELECT 1 FROM enrolment e WHERE e.organisation_id = s.organisation_id
                            AND e.cohort_id = s.cohort_id AND e.membership_id = ${member} AND e.left_at IS NULL) AS given) theirs
      WHERE s.organisation_id = ${scope.organisationId}::uuid
        AND ((s.withdrawn_at IS NULL AND theirs.given) OR last.id IS NOT NULL)
        ${which}
      ORDER BY s.closes_at DESC, s.id LIMIT 200`,
  );
  const counts = await countExamItems(scope, [...new Set(rows.map(({ examId }) => examId))]);
  return rows.map((row) => toAssignmentForMember(row, counts.get(row.examId) ?? 0));
}
