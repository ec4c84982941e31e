import 'server-only';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { holdsWords, isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import { isId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type {
  CertificationChoice,
  CohortPerson,
  CohortRow,
  CohortsQuery,
  CohortTotals,
  CohortView,
  EnrolableFilter,
  EnrolledPerson,
  FormerPerson,
} from './contract';
import {
  type CohortPersonRecord,
  type CohortRecord,
  type CohortViewRecord,
  toCohortPerson,
  toCohortRow,
  toCohortView,
  toEnrolled,
  toFormer,
} from './mappers';

const PAGE_SIZE = 50;
/** Of a picker, which is part of a page. */
const PICKER_SIZE = 25;

/** How many people a cohort `c` has, and how many left it. */
const LEARNER_COUNT = Prisma.sql`
  (SELECT count(*)::int FROM hr.cohort_member p
   WHERE p.organisation_id = c.organisation_id AND p.cohort_id = c.id AND p.left_at IS NULL)`;
const LEFT_COUNT = Prisma.sql`
  (SELECT count(*)::int FROM hr.cohort_member p
   WHERE p.organisation_id = c.organisation_id AND p.cohort_id = c.id AND p.left_at IS NOT NULL)`;

/** Who looks after a cohort `c`. */
const STAFF = Prisma.sql`
  cohort_staff s JOIN membership m ON m.organisation_id = s.organisation_id AND m.id = s.membership_id AND m.removed_at IS NULL
  WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id`;

/** Cohorts by name with how many people and whose they are: those in use, or the archived ones. */
export function listCohorts(scope: TenantScope, query: CohortsQuery): Promise<Page<CohortRow>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(CohortRecord & { total: number })[]>`
        SELECT c.id, c.name, c.total, t.name AS certification_name, c.archived_at IS NOT NULL AS archived,
               ${LEARNER_COUNT} AS learner_count, ${LEFT_COUNT} AS left_count,
               (SELECT coalesce(json_agg(${personLabel(scope, 'm')} ORDER BY m.display_name, m.id), '[]') FROM ${STAFF}) AS staff
        FROM (
          SELECT c.*, (count(*) OVER ())::int AS total FROM cohort c
          WHERE c.organisation_id = ${scope.organisationId}::uuid AND (c.archived_at IS NOT NULL) = ${query.archived}
            AND ${isNamed(Prisma.sql`c.name`, query)}
          ORDER BY c.name, c.id ${part}) c
        LEFT JOIN certification t ON t.organisation_id = c.organisation_id AND t.id = c.certification_id
        ORDER BY c.name, c.id`,
    );
  return readPage({ ...query, pageSize: PAGE_SIZE }, read, toCohortRow);
}

/** What can be said about all cohorts together. One round trip. */
export async function countCohorts(scope: TenantScope): Promise<CohortTotals> {
  const [totals] = await withTenant(
    scope,
    (db) => db.$queryRaw<CohortTotals[]>`
      SELECT (count(*) FILTER (WHERE c.archived_at IS NULL))::int AS "inUse",
             (count(*) FILTER (WHERE c.archived_at IS NOT NULL))::int AS archived,
             coalesce(sum(${LEARNER_COUNT}) FILTER (WHERE c.archived_at IS NULL), 0)::int AS places,
             (count(*) FILTER (WHERE c.archived_at IS NULL AND NOT EXISTS (SELECT 1 FROM ${STAFF})))::int AS alone
      FROM cohort c WHERE c.organisation_id = ${scope.organisationId}::uuid`,
  );
  return totals ?? { inUse: 0, archived: 0, places: 0, alone: 0 };
}

/** The certifications that a cohort can prepare for. */
export function listCertificationChoices(scope: TenantScope): Promise<CertificationChoice[]> {
  return withTenant(scope, (db) =>
    db.certification.findMany({
      where: { organisationId: scope.organisationId },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
  );
}

/** One cohort with who looks after it; null for ids that this organisation doesn't have. Two round trips. */
export async function findCohort(scope: TenantScope, id: string): Promise<CohortView | null> {
  if (!isId(id)) return null;
  const { organisationId } = scope;
  const [[cohort], certifications] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<CohortViewRecord[]>`
        SELECT c.id, c.name, c.archived_at, t.id AS certification_id, t.name AS certification_name,
               ${LEARNER_COUNT} AS learner_count, ${LEFT_COUNT} AS left_count,
               (SELECT coalesce(json_agg(json_build_object('id', m.id, 'display_name', m.display_name, 'label', ${personLabel(scope, 'm')}, 'email', m.email,
                                                           'role', m.role) ORDER BY m.display_name, m.id), '[]')
                FROM ${STAFF}) AS staff
        FROM cohort c
        LEFT JOIN certification t ON t.organisation_id = c.organisation_id AND t.id = c.certification_id
        WHERE c.organisation_id = ${organisationId}::uuid AND c.id = ${id}::uuid`,
    ),
    listCertificationChoices(scope),
  ]);
  return cohort ? toCohortView(cohort, certifications) : null;
}

/** A part of the members of an organisation by name, `m`, of whom `which` holds. */
function readPeople<T>(
  scope: TenantScope,
  query: ListQuery,
  pageSize: number,
  which: Prisma.Sql,
  map: (row: CohortPersonRecord) => T,
): Promise<Page<T>> {
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(CohortPersonRecord & { total: number })[]>`
        SELECT m.id, m.display_name, ${personLabel(scope, 'm')} AS label, m.email::text, m.role::text, (count(*) OVER ())::int AS total, e.enrolled_at,
               e.left_at, m.removed_at IS NOT NULL AS removed
        FROM membership m ${which}
        ORDER BY m.display_name, m.id ${part}`,
    );
  return readPage({ ...query, pageSize }, read, map);
}

/** The people of a cohort by name. One round trip. */
export function listEnrolled(
  scope: TenantScope,
  cohortId: string,
  query: ListQuery,
): Promise<Page<EnrolledPerson>> {
  const which = Prisma.sql`
    JOIN hr.cohort_member e ON e.organisation_id = m.organisation_id AND e.membership_id = m.id AND e.cohort_id = ${cohortId}::uuid
    WHERE m.organisation_id = ${scope.organisationId}::uuid AND e.left_at IS NULL
      AND ${holdsWords(Prisma.sql`m.search_text`, query)}`;
  return readPeople(scope, query, PAGE_SIZE, which, toEnrolled);
}

/** Who left the cohort or the organisation after a first attempt, by name. One round trip. */
export function listFormer(
  scope: TenantScope,
  cohortId: string,
  query: ListQuery,
): Promise<Page<FormerPerson>> {
  const which = Prisma.sql`
    JOIN hr.cohort_member e ON e.organisation_id = m.organisation_id AND e.membership_id = m.id AND e.cohort_id = ${cohortId}::uuid
    WHERE m.organisation_id = ${scope.organisationId}::uuid AND e.left_at IS NOT NULL
      AND ${holdsWords(Prisma.sql`m.search_text`, query)}`;
  return readPeople(scope, query, PAGE_SIZE, which, toFormer);
}

/** In place of a cohort's member, for people who aren't. */
const NOT_IN_IT = Prisma.sql`CROSS JOIN (SELECT NULL::timestamptz AS enrolled_at, NULL::timestamptz AS left_at) e`;

/** The condition under which a member `m` can be enrolled in a cohort and is found: for the picker, and for "all found". */
export function enrolable(scope: TenantScope, cohortId: string, filter: EnrolableFilter): Prisma.Sql {
  return Prisma.sql`
    m.organisation_id = ${scope.organisationId}::uuid AND m.removed_at IS NULL
      AND (${filter.role} = 'any' OR m.role::text = ${filter.role})
      AND NOT EXISTS (SELECT 1 FROM enrolment n WHERE n.organisation_id = m.organisation_id
                        AND n.membership_id = m.id AND n.cohort_id = ${cohortId}::uuid AND n.left_at IS NULL)
      AND ${holdsWords(Prisma.sql`m.search_text`, filter)}`;
}

/** People who can be enrolled, by name. One round trip. */
export function listEnrolable(
  scope: TenantScope,
  cohortId: string,
  query: ListQuery & EnrolableFilter,
): Promise<Page<CohortPerson>> {
  const which = Prisma.sql`${NOT_IN_IT} WHERE ${enrolable(scope, cohortId, query)}`;
  return readPeople(scope, query, PICKER_SIZE, which, toCohortPerson);
}

/** Instructors who don't look after the cohort yet. One round trip. */
export function listStaffCandidates(
  scope: TenantScope,
  cohortId: string,
  query: ListQuery,
): Promise<Page<CohortPerson>> {
  const which = Prisma.sql`
    ${NOT_IN_IT}
    WHERE m.organisation_id = ${scope.organisationId}::uuid AND m.removed_at IS NULL AND m.role = 'instructor'
      AND NOT EXISTS (SELECT 1 FROM cohort_staff s WHERE s.organisation_id = m.organisation_id
                        AND s.membership_id = m.id AND s.cohort_id = ${cohortId}::uuid)
      AND ${holdsWords(Prisma.sql`m.search_text`, query)}`;
  return readPeople(scope, query, PICKER_SIZE, which, toCohortPerson);
}
