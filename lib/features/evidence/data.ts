import 'server-only';
import type { Page } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { withReport } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CohortEvidence, CohortSummary, CohortsQuery, EvidenceView, TopicEvidence } from './contract';
import {
  type CohortRow,
  type LearnerRecord,
  type LearnerTopicRow,
  type ProvenanceRow,
  type TopicCohortRow,
  type TopicSumRow,
  toCohortEvidence,
  toCohortSummaries,
  toTopicEvidence,
  type WaitingRow,
} from './mappers';

/** Each with its finding, which is worked out from all answers of its people. */
const COHORTS_PER_PAGE = 10;

/** The cohorts that an actor looks after: all for owners and admins, those they staff for everybody else. */
function lookedAfter(scope: TenantScope): Prisma.Sql {
  const { actor } = scope;
  if (actor.kind === 'system' || actor.role === 'owner' || actor.role === 'admin') return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM cohort_staff s
    WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id AND s.membership_id = ${actor.membershipId}::uuid)`;
}

/** The cohorts with their certification and its newest blueprint: one by its id, or a part of those that match. */
function shownCohorts(
  scope: TenantScope,
  which: { readonly id: string } | { readonly query: CohortsQuery; readonly part: Prisma.Sql },
): Prisma.Sql {
  const isAsked =
    'id' in which
      ? Prisma.sql`c.id = ${which.id}::uuid`
      : Prisma.sql`(c.archived_at IS NOT NULL) = ${which.query.archived} AND ${isNamed(Prisma.sql`c.name`, which.query)}`;
  return Prisma.sql`
    SELECT c.organisation_id, c.id, c.name, c.archived_at, c.certification_id, k.name AS certification_name,
           b.id AS blueprint_version_id, coalesce(b.cut_percent, o.default_cut_percent) AS cut_percent, b.cut_source, (count(*) OVER ())::int AS total
    FROM cohort c
    JOIN organisation o ON o.id = c.organisation_id
    LEFT JOIN certification k ON k.organisation_id = c.organisation_id AND k.id = c.certification_id
    LEFT JOIN LATERAL (
      SELECT v.id, v.cut_percent, v.cut_source FROM blueprint_version v
      WHERE v.organisation_id = c.organisation_id AND v.certification_id = c.certification_id
      ORDER BY v.version DESC LIMIT 1) b ON true
    WHERE c.organisation_id = ${scope.organisationId}::uuid AND ${lookedAfter(scope)}
      AND ${isAsked}
    ORDER BY c.name, c.id ${'id' in which ? Prisma.empty : which.part}`;
}

/**
 * The topics of each shown cohort: those of its certification's blueprint and banks, and those of the exams that it was
 * given. What its learners answered for another certification stays out.
 */
const COHORT_TOPICS = Prisma.sql`
  SELECT s.id AS cohort_id, td.topic_id
  FROM shown s
  JOIN blueprint_domain d ON d.organisation_id = s.organisation_id AND d.blueprint_version_id = s.blueprint_version_id
  JOIN topic_domain td ON td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id
  UNION
  SELECT s.id, i.topic_id
  FROM shown s
  JOIN bank b ON b.organisation_id = s.organisation_id AND b.certification_id = s.certification_id AND b.archived_at IS NULL
  JOIN item i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id AND i.state = 'live'
  WHERE i.topic_id IS NOT NULL
  UNION
  SELECT s.id, i.topic_id
  FROM shown s
  JOIN assignment a ON a.organisation_id = s.organisation_id AND a.cohort_id = s.id
  JOIN exam_item x ON x.organisation_id = a.organisation_id AND x.exam_id = a.exam_id
  JOIN item i ON i.organisation_id = x.organisation_id AND i.id = x.item_id
  WHERE i.topic_id IS NOT NULL
  UNION
  SELECT s.id, x.topic_id
  FROM shown s
  JOIN assignment a ON a.organisation_id = s.organisation_id AND a.cohort_id = s.id
  JOIN exam_draw x ON x.organisation_id = a.organisation_id AND x.exam_id = a.exam_id`;

/** Everybody of the cohorts: who is in them, and who left with a past. */
const LEARNERS = Prisma.sql`
  SELECT p.* FROM shown s JOIN hr.cohort_member p ON p.organisation_id = s.organisation_id AND p.cohort_id = s.id`;

/** The first page of an instructor: a part of the cohorts, each with its finding. Three round trips, however many cohorts. */
export function listCohortSummaries(scope: TenantScope, query: CohortsQuery): Promise<Page<CohortSummary>> {
  const read = (part: Prisma.Sql) => readSummaries(scope, shownCohorts(scope, { query, part }));
  return readPage({ ...query, pageSize: COHORTS_PER_PAGE }, read, ({ total: _, ...summary }) => summary);
}

async function readSummaries(scope: TenantScope, which: Prisma.Sql) {
  const [cohorts, sums, waiting] = await Promise.all([
    withReport(
      scope,
      (db) => db.$queryRaw<(CohortRow & { total: number })[]>`
        WITH shown AS (${which}), learner AS (${LEARNERS})
        SELECT s.id, s.name, s.total, s.certification_name, s.cut_percent::float8, s.cut_source,
               (SELECT count(*)::int FROM learner l WHERE l.cohort_id = s.id AND l.left_at IS NULL) AS learner_count,
               (SELECT count(*)::int FROM learner l WHERE l.cohort_id = s.id AND l.left_at IS NOT NULL) AS left_count
        FROM shown s ORDER BY s.name, s.id`,
    ),
    withReport(
      scope,
      (db) => db.$queryRaw<TopicSumRow[]>`
        WITH shown AS MATERIALIZED (${which}), topic_of AS MATERIALIZED (${COHORT_TOPICS}),
             -- A running number instead of an id: the page needs to tell learners apart, not to name them.
             evidence AS MATERIALIZED (
               SELECT x.*, dense_rank() OVER (PARTITION BY x.cohort_id ORDER BY x.membership_id)::text AS number
               FROM shown s JOIN app.cohort_evidence x ON x.organisation_id = s.organisation_id AND x.cohort_id = s.id
               WHERE x.first_count > 0),
             -- Added up before anything is joined: the planner takes what a CTE holds for one row, and would compare each learner with all.
             topic_sum AS MATERIALIZED (
               SELECT x.organisation_id, x.cohort_id, x.topic_id, array_agg(x.number) AS learners,
                      array_agg(x.first_correct) AS correct, array_agg(x.first_count - x.first_omitted) AS answered,
                      array_agg(x.first_omitted) AS omitted
               FROM evidence x GROUP BY x.organisation_id, x.cohort_id, x.topic_id)
        SELECT r.cohort_id, t.id AS topic_id, t.name, r.learners, r.correct, r.answered, r.omitted
        FROM topic_sum r
        JOIN topic_of o ON o.cohort_id = r.cohort_id AND o.topic_id = r.topic_id
        JOIN topic t ON t.organisation_id = r.organisation_id AND t.id = r.topic_id`,
    ),
    withReport(
      scope,
      (db) => db.$queryRaw<WaitingRow[]>`
        WITH shown AS MATERIALIZED (${which}),
             begun AS MATERIALIZED (
               SELECT DISTINCT t.assignment_id, t.membership_id FROM attempt t
               WHERE t.organisation_id = ${scope.organisationId}::uuid AND (t.state <> 'voided' OR t.closed_by = 'left'))
        SELECT a.id, a.cohort_id, e.name, a.closes_at, count(*)::int AS learner_count,
               (count(*) FILTER (WHERE b.membership_id IS NULL))::int AS not_started_count
        FROM shown s
        JOIN assignment a ON a.organisation_id = s.organisation_id AND a.cohort_id = s.id AND a.withdrawn_at IS NULL
                         AND a.opens_at <= statement_timestamp() AND a.closes_at > statement_timestamp()
        JOIN exam e ON e.organisation_id = a.organisation_id AND e.id = a.exam_id
        JOIN app.assignment_member l ON l.organisation_id = a.organisation_id AND l.assignment_id = a.id
        LEFT JOIN begun b ON b.assignment_id = a.id AND b.membership_id = l.membership_id
        GROUP BY a.organisation_id, a.id, a.cohort_id, e.name, a.closes_at
        ORDER BY a.closes_at, e.name`,
    ),
  ]);
  const total = cohorts[0]?.total ?? 0;
  return toCohortSummaries(cohorts, sums, waiting).map((summary) => ({ ...summary, total }));
}

/**
 * Everything about one cohort: its topics, and the table of learners by topics. Three round trips; null for a cohort that
 * doesn't exist or that the actor doesn't look after.
 */
export async function findCohortEvidence(
  scope: TenantScope,
  cohortId: string,
  view: EvidenceView,
): Promise<CohortEvidence | null> {
  const [provenance, learners, topics] = await Promise.all([
    findProvenance(scope, cohortId),
    withReport(
      scope,
      (db) => db.$queryRaw<LearnerRecord[]>`
        WITH shown AS (${shownCohorts(scope, { id: cohortId })})
        SELECT l.membership_id, l.display_name, l.email, l.left_at, ${isFound(view)} AS found FROM (${LEARNERS}) l
        ORDER BY l.display_name, l.membership_id`,
    ),
    listTopicSums(scope, cohortId),
  ]);
  return provenance ? toCohortEvidence(provenance, learners, topics, view) : null;
}

/** Whether a learner `l` is looked for. In a presentation nobody is: the words would tell who "Learner 7" is. */
const isFound = ({ q, present }: Pick<EvidenceView, 'q' | 'present'>): Prisma.Sql =>
  isNamed(Prisma.sql`l.display_name || ' ' || l.email`, { q: present === undefined ? q : '' });

/** The cohort itself, and in the same round trip what its figures leave out. */
async function findProvenance(scope: TenantScope, cohortId: string): Promise<ProvenanceRow | undefined> {
  const [row] = await withReport(
    scope,
    (db) => db.$queryRaw<ProvenanceRow[]>`
      WITH shown AS (${shownCohorts(scope, { id: cohortId })}), learner AS (${LEARNERS})
      SELECT s.id, s.name, s.archived_at, s.certification_name, s.cut_percent::float8, s.cut_source,
             statement_timestamp() AS as_of,
             (SELECT count(*)::int FROM learner WHERE left_at IS NULL) AS learner_count,
             (SELECT count(*)::int FROM learner WHERE left_at IS NOT NULL) AS left_count,
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) ORDER BY d.position)
                       FROM blueprint_domain d WHERE d.organisation_id = s.organisation_id
                         AND d.blueprint_version_id = s.blueprint_version_id), '[]'::jsonb) AS domains,
             a.empty_attempts, a.running_attempts
      FROM shown s
      CROSS JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE t.state IN ('graded', 'released') AND t.receipt->>'answered' = '0'))::int AS empty_attempts,
               (count(*) FILTER (WHERE t.state IN ('in_progress', 'paused')))::int AS running_attempts
        FROM learner l
        JOIN attempt t ON t.organisation_id = l.organisation_id AND t.membership_id = l.membership_id
        -- Of those who left the cohort, what came through it.
        WHERE l.left_cohort_at IS NULL OR EXISTS (
          SELECT 1 FROM app.past_attempt p WHERE p.organisation_id = t.organisation_id AND p.attempt_id = t.id
            AND p.cohort_id = l.cohort_id)) a`,
  );
  return row;
}

/** The roll-ups of a cohort's topics, one row per topic with its learners in arrays. */
function listTopicSums(scope: TenantScope, cohortId: string): Promise<LearnerTopicRow[]> {
  return withReport(
    scope,
    (db) => db.$queryRaw<LearnerTopicRow[]>`
      WITH shown AS (${shownCohorts(scope, { id: cohortId })}), topic_of AS (${COHORT_TOPICS}),
           -- Added up before it is joined to the topics, for the reason given above.
           topic_sum AS MATERIALIZED (
             SELECT x.topic_id, array_agg(x.membership_id::text) AS learners, array_agg(x.first_correct) AS correct,
                    array_agg(x.first_count - x.first_omitted) AS answered, array_agg(x.first_omitted) AS omitted,
                    sum(x.repeat_count - x.repeat_omitted) AS repeated, sum(x.not_reached) AS not_reached,
                    max(x.last_first_at) AS newest_answer_at
             FROM shown s JOIN app.cohort_evidence x ON x.organisation_id = s.organisation_id AND x.cohort_id = s.id
             GROUP BY x.topic_id)
      SELECT t.id AS topic_id, t.name, r.learners, r.correct, r.answered, r.omitted, coalesce(r.repeated, 0)::int AS repeated,
             coalesce(r.not_reached, 0)::int AS not_reached,
             r.newest_answer_at, coalesce(p.live_items, 0)::int AS live_item_count, p.bank_id AS practice_bank_id,
             ARRAY(SELECT td.blueprint_domain_id::text FROM topic_domain td
                   WHERE td.organisation_id = t.organisation_id AND td.topic_id = t.id) AS domain_ids
      FROM shown s
      JOIN topic_of o ON o.cohort_id = s.id
      JOIN topic t ON t.organisation_id = s.organisation_id AND t.id = o.topic_id
      LEFT JOIN topic_sum r ON r.topic_id = t.id
      LEFT JOIN LATERAL (
        SELECT b.id AS bank_id, count(*) AS live_items
        FROM item i JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id AND b.archived_at IS NULL
        WHERE i.organisation_id = t.organisation_id AND i.topic_id = t.id AND i.state = 'live'
        GROUP BY b.id, b.certification_id
        ORDER BY (b.certification_id = s.certification_id) DESC NULLS LAST, count(*) DESC, b.id LIMIT 1) p ON true
      ORDER BY t.name`,
  );
}

/** One topic of a cohort, learner by learner. Two round trips; null as for `findCohortEvidence`. */
export async function findTopicEvidence(
  scope: TenantScope,
  cohortId: string,
  topicId: string,
  view: Pick<EvidenceView, 'q' | 'page' | 'present'>,
): Promise<TopicEvidence | null> {
  const [[cohort], topics] = await Promise.all([
    withReport(
      scope,
      (db) => db.$queryRaw<TopicCohortRow[]>`
        WITH shown AS (${shownCohorts(scope, { id: cohortId })}), learner AS (${LEARNERS})
        SELECT s.id, s.name, s.certification_name, s.cut_percent::float8, s.cut_source,
               coalesce((SELECT jsonb_agg(jsonb_build_object(
                           'membership_id', l.membership_id, 'display_name', l.display_name, 'email', l.email,
                           'left_at', l.left_at, 'found', ${isFound(view)}, 'repeated', coalesce(r.repeat_count - r.repeat_omitted, 0),
                           'not_reached', coalesce(r.not_reached, 0)) ORDER BY l.display_name, l.membership_id)
                         FROM learner l
                         LEFT JOIN app.cohort_evidence r
                           ON r.organisation_id = l.organisation_id AND r.cohort_id = l.cohort_id
                          AND r.membership_id = l.membership_id AND r.topic_id = ${topicId}::uuid), '[]'::jsonb) AS learners
        FROM shown s`,
    ),
    // All topics, because the prior and the design effect come from the whole cohort.
    listTopicSums(scope, cohortId),
  ]);
  return cohort ? toTopicEvidence(cohort, topics, topicId, view) : null;
}
