import 'server-only';
import { withTenant } from '@/lib/infra/db/tenant';
import { isId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { type CertificationChoice, type CohortRow, type CohortView, MAX_ENROLLED_AT_ONCE } from './contract';
import {
  type CohortPersonRecord,
  type CohortRecord,
  toCohortPerson,
  toCohortRow,
  toEnrolled,
} from './mappers';

/** All cohorts by name with how many people and whose they are; archived ones last. */
export async function listCohorts(scope: TenantScope): Promise<CohortRow[]> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<CohortRecord[]>`
      SELECT c.id, c.name, t.name AS certification_name, c.archived_at IS NOT NULL AS archived,
             (SELECT count(*)::int FROM enrolment e
              JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id
              WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id AND m.removed_at IS NULL) AS learner_count,
             (SELECT coalesce(array_agg(m.display_name ORDER BY m.display_name), '{}') FROM cohort_staff s
              JOIN membership m ON m.organisation_id = s.organisation_id AND m.id = s.membership_id
              WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id AND m.removed_at IS NULL) AS staff_names
      FROM cohort c
      LEFT JOIN certification t ON t.organisation_id = c.organisation_id AND t.id = c.certification_id
      WHERE c.organisation_id = ${scope.organisationId}::uuid
      ORDER BY archived, c.name, c.id LIMIT 1000`,
  );
  return rows.map(toCohortRow);
}

/** The certifications that a cohort can prepare for. */
export function listCertificationChoices(scope: TenantScope): Promise<CertificationChoice[]> {
  return withTenant(scope, (db) =>
    db.certification.findMany({
      where: { organisationId: scope.organisationId },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
      take: 200,
    }),
  );
}

/** One cohort with its people and those who could join it; null for ids that this organisation doesn't have. */
export async function findCohort(scope: TenantScope, id: string): Promise<CohortView | null> {
  if (!isId(id)) return null;
  const { organisationId } = scope;
  const [cohort, people, certifications] = await Promise.all([
    withTenant(scope, (db) =>
      db.cohort.findFirst({
        relationLoadStrategy: 'join',
        where: { organisationId, id },
        select: {
          id: true,
          name: true,
          archivedAt: true,
          certification: { select: { id: true, name: true } },
        },
      }),
    ),
    withTenant(
      scope,
      (db) => db.$queryRaw<CohortPersonRecord[]>`
        SELECT m.id, m.display_name, m.email::text, m.role::text, e.enrolled_at, s.membership_id IS NOT NULL AS on_staff
        FROM membership m
        LEFT JOIN enrolment e ON e.organisation_id = m.organisation_id AND e.membership_id = m.id AND e.cohort_id = ${id}::uuid
        LEFT JOIN cohort_staff s ON s.organisation_id = m.organisation_id AND s.membership_id = m.id AND s.cohort_id = ${id}::uuid
        WHERE m.organisation_id = ${organisationId}::uuid AND m.removed_at IS NULL
        ORDER BY e.enrolled_at IS NULL, s.membership_id IS NULL, m.role <> 'instructor', m.role <> 'learner', m.display_name, m.id
        LIMIT 3000`,
    ),
    listCertificationChoices(scope),
  ]);
  if (!cohort) return null;
  const isEnrolled = (
    person: CohortPersonRecord,
  ): person is CohortPersonRecord & { readonly enrolled_at: Date } => person.enrolled_at !== null;
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en-GB');
  const outside = people.filter((person) => !isEnrolled(person)).map(toCohortPerson);
  return {
    ...cohort,
    archivedAt: cohort.archivedAt?.toISOString() ?? null,
    learners: people.filter(isEnrolled).map(toEnrolled).sort(byName),
    staff: people
      .filter((person) => person.on_staff)
      .map(toCohortPerson)
      .sort(byName),
    candidates: [
      ...outside.filter(({ role }) => role === 'learner'),
      ...outside.filter(({ role }) => role !== 'learner'),
    ].slice(0, MAX_ENROLLED_AT_ONCE),
    staffCandidates: people
      .filter((person) => person.role === 'instructor' && !person.on_staff)
      .map(toCohortPerson),
    certifications,
  };
}
