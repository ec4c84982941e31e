import 'server-only';
import { queryAsHr } from '@/lib/infra/db/hr';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import {
  type CertificationReadiness,
  PEOPLE_PER_PAGE,
  type ReadinessFilter,
  type ReadinessPage,
} from './contract';
import {
  type BlueprintRow,
  type CertificationRow,
  FEW_ANSWERS,
  type PeopleRow,
  type PersonRow,
  partOf,
  toCertificationReadiness,
  toGroups,
  toReadinessPage,
} from './mappers';

/*
 * Everything here is read as app_hr. That role has no privilege on items, keys, attempts or answers, so no mistake in this
 * file can show one: the least that HR needs is also the most that it can get.
 */

const BLUEPRINT_COLUMNS = `b.certification_id, b.certification_name, b.blueprint_version_id, b.label, b.question_count, b.minutes,
  b.cut_percent::float8, b.cut_source, b.as_of,
  (SELECT json_agg(json_build_object('domainId', d.id, 'name', d.name, 'weightPercent', d.weight_percent) ORDER BY d.position)
   FROM blueprint_domain d
   WHERE d.organisation_id = b.organisation_id AND d.blueprint_version_id = b.blueprint_version_id) AS domains`;

/**
 * Everybody who prepares, with how many first-time answers they gave. `$1` narrows to one certification, unless it is null; `found` says
 * whom the words `$2` find; `$3` and `$4` are ranks of people.
 *
 * Sums, cohorts and ranks are rows of one pile that is grouped by person. As joins they would be compared each with each: below
 * row-level security the planner takes thousands of people for one.
 */
const PERSON = `
  topic_of AS MATERIALIZED (
    SELECT b.certification_id, d.id AS domain_id, t.topic_id
    FROM hr.current_blueprint b
    JOIN blueprint_domain d ON d.organisation_id = b.organisation_id AND d.blueprint_version_id = b.blueprint_version_id
    JOIN topic_domain t ON t.organisation_id = d.organisation_id AND t.blueprint_domain_id = d.id
    WHERE b.organisation_id = (SELECT ctx.org()) AND ($1::uuid IS NULL OR b.certification_id = $1)),
  fact (certification_id, membership_id, prepares, display_name, has_left, found, answered, cohort_id, rank) AS (
    SELECT p.certification_id, p.membership_id, true, p.display_name, p.left_at IS NOT NULL,
           $2::text = '' OR p.search_text LIKE ALL ((SELECT public.search_patterns($2))::text[]),
           0, NULL::uuid, NULL::int
    FROM hr.preparing p
    WHERE p.organisation_id = (SELECT ctx.org()) AND ($1::uuid IS NULL OR p.certification_id = $1)
    UNION ALL
    SELECT o.certification_id, r.membership_id, false, NULL, false, false, sum(r.first_count - r.first_omitted)::int, NULL, NULL
    FROM topic_of o JOIN learner_topic_rollup r ON r.topic_id = o.topic_id
    WHERE r.organisation_id = (SELECT ctx.org())
    GROUP BY o.certification_id, r.membership_id
    UNION ALL
    SELECT c.certification_id, m.membership_id, false, NULL, false, false, 0, c.id, NULL
    FROM cohort c JOIN hr.cohort_member m ON m.organisation_id = c.organisation_id AND m.cohort_id = c.id
    WHERE c.organisation_id = (SELECT ctx.org()) AND c.certification_id = $1
    UNION ALL
    SELECT $1, k.id, false, NULL, false, false, 0, NULL, k.rank FROM unnest($3::uuid[], $4::int[]) AS k (id, rank)),
  person AS MATERIALIZED (
    SELECT f.certification_id, f.membership_id, min(f.display_name) AS display_name, bool_or(f.has_left) AS has_left,
           bool_or(f.found) AS found, sum(f.answered)::int AS answered, max(f.rank) AS rank,
           coalesce(array_agg(f.cohort_id ORDER BY f.cohort_id) FILTER (WHERE f.cohort_id IS NOT NULL), '{}') AS cohort_ids
    FROM fact f GROUP BY f.certification_id, f.membership_id HAVING bool_or(f.prepares))`;

/** The answers of one person of `person` by domain; none for a domain that they have met no question of. */
const SUMS = `(
    SELECT jsonb_object_agg(s.domain_id, to_jsonb(s) - 'domain_id')
    FROM (SELECT o.domain_id, sum(r.first_count - r.first_omitted) AS answered, sum(r.first_omitted) AS omitted,
                 sum(r.not_reached) AS "notReached", sum(r.first_correct) AS correct, max(r.last_first_at) AS "lastAt"
          FROM topic_of o JOIN learner_topic_rollup r ON r.topic_id = o.topic_id
          WHERE r.organisation_id = (SELECT ctx.org()) AND r.membership_id = p.membership_id
            AND o.certification_id = p.certification_id
          GROUP BY o.domain_id) s) AS sums`;

/** Whoever has answers enough stands alone with them; the others are counted by number of answers (`$5` are bounds) and cohorts. */
const PEOPLE_BY_ANSWERS = `
  WITH ${PERSON}
  SELECT p.certification_id, NULL::uuid AS membership_id, width_bucket(p.answered, $5::int[]) AS few, p.has_left, p.cohort_ids,
         count(*)::int AS people, (count(*) FILTER (WHERE p.found))::int AS found, NULL::jsonb AS sums
  FROM person p WHERE p.answered < ($5::int[])[cardinality($5::int[])]
  GROUP BY p.certification_id, few, p.has_left, p.cohort_ids
  UNION ALL
  SELECT p.certification_id, p.membership_id, NULL, p.has_left, p.cohort_ids, 1, p.found::int, ${SUMS}
  FROM person p WHERE p.answered >= ($5::int[])[cardinality($5::int[])]`;

/**
 * A part of the people that are found, in the order of their ranks: those who stand alone have one of their own, the others that of
 * their number of answers (`$6`). Nobody is listed without a rank. Names are compared as a reader does (`asSeen`).
 */
const PEOPLE_BY_RANK = `
  WITH ${PERSON},
  named AS (
    SELECT p.*, coalesce(p.rank, ($6::int[])[width_bucket(p.answered, $5::int[]) + 1]) AS place,
           count(*) OVER (PARTITION BY lower(regexp_replace(btrim(normalize(p.display_name, NFKC)), '\\s+', ' ', 'g'))) = 1 AS alone
    FROM person p),
  listed AS MATERIALIZED (
    SELECT n.* FROM named n
    WHERE n.found AND n.place IS NOT NULL AND ($7::uuid IS NULL OR $7 = ANY (n.cohort_ids))
    ORDER BY n.place, n.display_name, n.membership_id LIMIT $8 OFFSET $9)
  SELECT p.membership_id, p.cohort_ids, ${SUMS}, p.alone, m.display_name, m.email, m.external_id, m.simulated, m.left_at
  FROM listed p
  JOIN hr.preparing m ON m.organisation_id = (SELECT ctx.org()) AND m.membership_id = p.membership_id AND m.certification_id = $1
  ORDER BY p.place, m.display_name, m.membership_id`;

const listPeopleByAnswers = (scope: TenantScope, certificationId: string | null, words: string) =>
  queryAsHr<PeopleRow>(scope, PEOPLE_BY_ANSWERS, [certificationId, words, [], [], FEW_ANSWERS]);

/** Every certification with how many people prepare for it and in which state. Two round trips. */
export async function listCertificationReadiness(
  scope: TenantScope,
  nowMs: number,
): Promise<readonly CertificationReadiness[]> {
  const [blueprints, people] = await Promise.all([
    queryAsHr<BlueprintRow>(
      scope,
      `SELECT ${BLUEPRINT_COLUMNS} FROM hr.current_blueprint b WHERE b.organisation_id = (SELECT ctx.org())
       ORDER BY b.certification_name`,
    ),
    listPeopleByAnswers(scope, null, ''),
  ]);
  return toCertificationReadiness(blueprints, people, nowMs);
}

/**
 * One certification: a page of its people, and the counts of all. Three round trips; null for a certification without a blueprint or
 * that doesn't exist.
 */
export async function findReadiness(
  scope: TenantScope,
  certificationId: string,
  filter: ReadinessFilter,
  nowMs: number,
  pageSize = PEOPLE_PER_PAGE,
): Promise<ReadinessPage | null> {
  const words = filter.q ?? '';
  const [[blueprint], counted] = await Promise.all([
    queryAsHr<BlueprintRow & CertificationRow>(
      scope,
      `SELECT ${BLUEPRINT_COLUMNS}, (SELECT o.time_zone FROM organisation o WHERE o.id = b.organisation_id) AS time_zone,
              (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'archived', c.archived_at IS NOT NULL)
                                        ORDER BY c.archived_at IS NOT NULL, c.name, c.id), '[]')
               FROM cohort c
               WHERE c.organisation_id = b.organisation_id AND c.certification_id = b.certification_id
                 AND c.id IN (SELECT m.cohort_id FROM hr.cohort_member m WHERE m.organisation_id = b.organisation_id)) AS cohorts
       FROM hr.current_blueprint b
       WHERE b.organisation_id = (SELECT ctx.org()) AND b.certification_id = $1`,
      [certificationId],
    ),
    listPeopleByAnswers(scope, certificationId, words),
  ]);
  if (!blueprint) return null;
  const groups = await toGroups(blueprint, counted, nowMs);
  const part = partOf(groups, filter, pageSize);
  const { rank } = part;
  const rows = await queryAsHr<PersonRow>(scope, PEOPLE_BY_RANK, [
    ...[certificationId, words, rank.ids, rank.ranks, FEW_ANSWERS, rank.few],
    ...[filter.cohort ?? null, pageSize, (part.page - 1) * pageSize],
  ]);
  return toReadinessPage(blueprint, groups, { rows, ...part, pageSize }, nowMs);
}
