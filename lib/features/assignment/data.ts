import 'server-only';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { countExamItems } from '@/lib/features/exam/data';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import { dangerousSystemScope, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import type {
  AssignmentForMember,
  AssignmentLearner,
  AssignmentPlan,
  AssignmentSummary,
  AssignmentTotals,
  AssignmentView,
  LearnersQuery,
  MemberAssignments,
} from './contract';
import {
  type AssignmentRow,
  type AssignmentSummaryRow,
  type LearnerRow,
  type MemberAssignmentRow,
  toAssignmentForMember,
  toAssignmentSummary,
  toAssignmentView,
  toLearner,
  toMemberAssignments,
} from './mappers';

const PAGE_SIZE = 50;
const FINISHED_PER_PAGE = 25;

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

/** An attempt `a` that counts as one: all but voided ones, and of these whichever was left without a result. */
const IS_USED = Prisma.sql`(a.state <> 'voided' OR a.closed_by = 'left')`;

/** By the clock of the database, which also decides whether an attempt may start. */
const PHASE = Prisma.sql`CASE WHEN s.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN now() < s.opens_at THEN 'coming'
  WHEN now() < s.closes_at THEN 'open' ELSE 'closed' END`;

/** The learners of `s`: everyone who was given it or sat it, those who left since included. */
const LEARNERS = Prisma.sql`(
  SELECT p.membership_id AS id, p.display_name, p.email, p.left_at FROM app.assignment_member p
  WHERE p.organisation_id = s.organisation_id AND p.assignment_id = s.id)`;

const summaryFor = (
  scope: TenantScope,
) => Prisma.sql`s.id, s.exam_id AS "examId", x.name AS "examName", s.cohort_id AS "cohortId",
  coalesce(c.name, ${personLabel(scope, 'p')}) AS target, ${PHASE} AS phase, s.opens_at AS "opensAt", s.closes_at AS "closesAt",
  (SELECT count(*) FROM ${LEARNERS} l)::int AS "learnerCount", done.started AS "startedCount", done.finished AS "finishedCount"`;

const SUMMARY_JOINS = Prisma.sql`
  JOIN exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
  LEFT JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
  LEFT JOIN membership p ON p.organisation_id = s.organisation_id AND p.id = s.membership_id
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT a.membership_id)::int AS started,
           count(DISTINCT a.membership_id) FILTER (WHERE a.closed_at IS NOT NULL)::int AS finished
    FROM attempt a JOIN ${LEARNERS} l ON l.id = a.membership_id
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND ${IS_USED}) done`;

/** In which order assignments are shown: those that are open first. */
const BY_PHASE = Prisma.sql`array_position(ARRAY['open', 'coming', 'closed', 'withdrawn'], ${PHASE}), s.closes_at DESC, s.id`;

/** The assignments that `scope` looks after; of one exam, if given. One round trip. */
export async function listAssignments(
  scope: TenantScope,
  query: ListQuery,
  examId: string | null = null,
): Promise<Page<AssignmentSummary>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(AssignmentSummaryRow & { total: number })[]>`
        WITH shown AS MATERIALIZED (
          SELECT s.*, (count(*) OVER ())::int AS total, row_number() OVER (ORDER BY ${BY_PHASE}) AS place FROM assignment s
          WHERE s.organisation_id = ${scope.organisationId}::uuid AND ${managedBy(scope)}
            AND (${examId}::uuid IS NULL OR s.exam_id = ${examId}::uuid) AND ${isAbout(query)}
          ORDER BY ${BY_PHASE} ${part})
        SELECT ${summaryFor(scope)}, s.total FROM shown s ${SUMMARY_JOINS} ORDER BY s.place`,
    );
  const page = await readPage({ ...query, pageSize: PAGE_SIZE }, read, (row) => row);
  return { ...page, rows: page.rows.map(toAssignmentSummary) };
}

/** Whether the exam or the target of `s` is named so. */
function isAbout(query: ListQuery): Prisma.Sql {
  if (query.q === '') return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM exam x
    LEFT JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
    LEFT JOIN membership p ON p.organisation_id = s.organisation_id AND p.id = s.membership_id
    WHERE x.organisation_id = s.organisation_id AND x.id = s.exam_id
      AND ${isNamed(Prisma.sql`x.name || ' ' || coalesce(c.name, p.display_name)`, query)})`;
}

/** What all assignments that `scope` looks after amount to. One round trip. */
export async function countAssignments(scope: TenantScope): Promise<AssignmentTotals> {
  const [totals] = await withTenant(
    scope,
    (db) => db.$queryRaw<AssignmentTotals[]>`
      WITH running AS MATERIALIZED (
        SELECT s.*, ${PHASE} AS phase FROM assignment s
        WHERE s.organisation_id = ${scope.organisationId}::uuid AND s.withdrawn_at IS NULL AND now() < s.closes_at
          AND ${managedBy(scope)})
      SELECT (count(*) FILTER (WHERE phase = 'open'))::int AS open,
             (count(*) FILTER (WHERE phase = 'coming'))::int AS coming,
             coalesce(sum((SELECT count(*) FROM ${LEARNERS} l)) FILTER (WHERE phase = 'open'), 0)::int AS expected,
             coalesce(sum((SELECT count(DISTINCT a.membership_id) FROM attempt a JOIN ${LEARNERS} l ON l.id = a.membership_id
                           WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND ${IS_USED}
                             AND a.closed_at IS NOT NULL)) FILTER (WHERE phase = 'open'), 0)::int AS finished
      FROM running s`,
  );
  return totals ?? { open: 0, coming: 0, expected: 0, finished: 0 };
}

const isThis = (scope: TenantScope, assignmentId: string): Prisma.Sql => Prisma.sql`
  s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid AND ${managedBy(scope)}`;

/** One assignment; null when there is none or `scope` doesn't look after it. One round trip. */
export async function findAssignment(
  scope: TenantScope,
  assignmentId: string,
): Promise<AssignmentView | null> {
  const [assignment] = await withTenant(
    scope,
    (db) => db.$queryRaw<AssignmentRow[]>`
      SELECT ${summaryFor(scope)}, s.minutes, s.attempts_allowed AS "attemptsAllowed", x.cut_percent::float8 AS "cutPercent",
             s.feedback_policy::text AS "feedbackPolicy", s.release_rule::text AS "releaseRule",
             s.shuffle_items AS "shuffleItems", s.shuffle_options AS "shuffleOptions",
             ${personLabel(scope, 'maker')} AS "assignedBy", s.released_at AS "releasedAt",
             coalesce((SELECT json_object_agg(of.progress, of.n) FROM (
               SELECT how.progress, count(*)::int AS n FROM ${LEARNERS} l ${LATEST} GROUP BY how.progress) of), '{}') AS progress
      FROM assignment s ${SUMMARY_JOINS}
      JOIN membership maker ON maker.organisation_id = s.organisation_id AND maker.id = s.assigned_by_id
      WHERE ${isThis(scope, assignmentId)}`,
  );
  return assignment ? toAssignmentView(assignment) : null;
}

/** What acts on the assignment `s` would do; read for the dialogs that ask, and under the lock by what then does it. */
export const assignmentPlan = (scope: TenantScope, assignmentId: string): Prisma.Sql => Prisma.sql`
  SELECT
    (SELECT count(*)::int FROM ${LEARNERS} l LEFT JOIN (
       SELECT DISTINCT a.membership_id FROM attempt a
       WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND ${IS_USED}) sat ON sat.membership_id = l.id
     WHERE l.left_at IS NULL AND sat.membership_id IS NULL) AS idle,
    counted.running, counted.over, counted.releases
  FROM assignment s
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE a.state IN ('in_progress', 'paused'))::int AS running,
           count(*) FILTER (WHERE a.closed_at IS NOT NULL AND ${IS_USED})::int AS over,
           count(*) FILTER (WHERE a.state = 'graded')::int AS releases
    FROM attempt a WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id) counted
  WHERE s.organisation_id = ${scope.organisationId}::uuid AND s.id = ${assignmentId}::uuid AND ${managedBy(scope)}`;

/** The same for a screen, and as what acts sees it: with the attempts of those who left. Null for what isn't theirs. */
export async function findAssignmentPlan(
  scope: TenantScope,
  assignmentId: string,
): Promise<AssignmentPlan | null> {
  const system = dangerousSystemScope(scope.organisationId, 'count all attempts of an assignment');
  const [plan] = await withTenant(system, (db) =>
    db.$queryRaw<AssignmentPlan[]>(assignmentPlan(scope, assignmentId)),
  );
  return plan ?? null;
}

/**
 * The latest attempt `last` of a learner `l` of the assignment `s`, if any, and how far that is. All attempts of the assignment are read
 * at once: looked up for each learner, they cost three pages each.
 */
const LATEST = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT DISTINCT ON (a.membership_id) a.membership_id, a.id, a.state, a.started_at, a.closed_at FROM attempt a
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND ${IS_USED}
    ORDER BY a.membership_id, a.number DESC) last ON last.membership_id = l.id
  CROSS JOIN LATERAL (SELECT CASE WHEN last.id IS NULL THEN 'not_started' WHEN last.closed_at IS NULL THEN 'in_progress'
                             ELSE 'finished' END AS progress) how`;

/** The learners of an assignment by name, with how far each is and the score of the latest graded attempt. One round trip. */
export async function listAssignmentLearners(
  scope: TenantScope,
  assignmentId: string,
  query: LearnersQuery,
): Promise<Page<AssignmentLearner>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(LearnerRow & { total: number })[]>`
        SELECT l.id AS "membershipId", ${personLabel(scope, 'l')} AS label, l.left_at AS "leftAt", tally.used AS "attemptsUsed", tally.allowed AS "attemptsAllowed", l.progress,
               l.attempt_id AS "attemptId", l.is_paused AS "isPaused",
               l.started_at AS "startedAt", l.closed_at AS "closedAt", g.correct, g.answered, g.items, l.total
        FROM (
          SELECT s.organisation_id, s.id AS assignment_id, l.id, l.display_name, l.email, l.left_at, how.progress, last.id AS attempt_id, last.state = 'paused' AS is_paused, last.started_at, last.closed_at,
                 (count(*) OVER ())::int AS total
          FROM assignment s CROSS JOIN LATERAL ${LEARNERS} l ${LATEST}
          WHERE ${isThis(scope, assignmentId)} AND (${query.progress}::text IS NULL OR how.progress = ${query.progress})
            AND ${isNamed(Prisma.sql`l.display_name || ' ' || l.email::text`, query)}
          ORDER BY l.display_name, l.id ${part}) l
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS used, (SELECT app.attempts_allowed(s, l.id) FROM assignment s
            WHERE s.organisation_id = l.organisation_id AND s.id = l.assignment_id) AS allowed FROM attempt a
          WHERE a.organisation_id = l.organisation_id AND a.assignment_id = l.assignment_id AND a.membership_id = l.id
            AND ${IS_USED}) tally
        LEFT JOIN LATERAL (
          SELECT ag.correct, ag.answered, ag.items FROM attempt a
          JOIN attempt_grade ag ON ag.organisation_id = a.organisation_id AND ag.attempt_id = a.id
          WHERE a.organisation_id = l.organisation_id AND a.assignment_id = l.assignment_id AND a.membership_id = l.id
            AND ${IS_USED}
          ORDER BY a.number DESC LIMIT 1) g ON true
        ORDER BY l.display_name, l.id`,
    );
  const page = await readPage({ ...query, pageSize: PAGE_SIZE }, read, (row) => row);
  return { ...page, rows: page.rows.map(toLearner) };
}

/**
 * What a learner needs for the start card. null unless the assignment is theirs: they are enrolled in its cohort or it is for
 * them, and it wasn't withdrawn; or they sat it once, whatever happened since. Two round trips: the learner's own view under row-level security, then the number of questions.
 */
export async function findAssignmentForMember(
  scope: MemberScope,
  assignmentId: string,
): Promise<AssignmentForMember | null> {
  const [row] = await readForMember(scope, assignmentId, Prisma.sql`true`, Prisma.empty);
  if (!row) return null;
  const counts = await countExamItems(scope, [row.examId]);
  return toAssignmentForMember(row, counts.get(row.examId) ?? 0);
}

/** A learner's assignments: all that are due or coming, and a part of the finished ones. Three round trips. */
export async function listAssignmentsForMember(
  scope: MemberScope,
  query: ListQuery,
): Promise<MemberAssignments> {
  const isNamedSo = isNamed(Prisma.sql`w."examName"`, query);
  const [ahead, finished] = await Promise.all([
    readForMember(scope, null, Prisma.sql`w."group" <> 'finished'`, Prisma.empty),
    readPage(
      { ...query, pageSize: FINISHED_PER_PAGE },
      (part) => readForMember(scope, null, Prisma.sql`w."group" = 'finished' AND ${isNamedSo}`, part),
      (row) => row,
    ),
  ]);
  const counts = await countExamItems(scope, [
    ...new Set([...ahead, ...finished.rows].map(({ examId }) => examId)),
  ]);
  const read = (row: MemberAssignmentRow) => toAssignmentForMember(row, counts.get(row.examId) ?? 0);
  return toMemberAssignments(ahead.map(read), { ...finished, rows: finished.rows.map(read) }, query);
}

function readForMember(
  scope: MemberScope,
  assignmentId: string | null,
  which: Prisma.Sql,
  part: Prisma.Sql,
): Promise<(MemberAssignmentRow & { total: number })[]> {
  return withTenant(
    scope,
    (db) => db.$queryRaw<(MemberAssignmentRow & { total: number })[]>`
      SELECT w.*, (count(*) OVER ())::int AS total
      FROM app.member_assignments(${scope.organisationId}::uuid, ${scope.actor.membershipId}::uuid, ${assignmentId}::uuid) w
      WHERE ${which}
      ORDER BY w."closesAt" DESC, w.id ${part}`,
  );
}
