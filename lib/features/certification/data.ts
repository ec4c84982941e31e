import 'server-only';
import { type ListQuery, WHOLE_LIST } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { withTenant } from '@/lib/infra/db/tenant';
import { isId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CertificationList, CertificationView } from './contract';
import {
  type CertificationRecord,
  type TopicRecord,
  toBlueprintView,
  toCertificationRow,
  toCertificationView,
} from './mappers';

const BLUEPRINT = {
  id: true,
  version: true,
  label: true,
  guideDate: true,
  questionCount: true,
  minutes: true,
  cutPercent: true,
  cutSource: true,
  validityMonths: true,
  source: true,
  asOf: true,
  createdAt: true,
} as const;

const PAGE_SIZE = 50;

/** The newest blueprint `v` of a certification `c`. One that has none yet isn't there. */
const NEWEST = Prisma.sql`
  JOIN LATERAL (SELECT v.* FROM blueprint_version v
                WHERE v.organisation_id = c.organisation_id AND v.certification_id = c.id
                ORDER BY v.version DESC LIMIT 1) v ON true`;

/** The organisation's certifications by name, each with its newest blueprint version. Two round trips. */
export async function listCertifications(scope: TenantScope, query: ListQuery): Promise<CertificationList> {
  const { organisationId } = scope;
  const read = (part: Prisma.Sql) =>
    withTenant(
      scope,
      (db) => db.$queryRaw<(CertificationRecord & { total: number })[]>`
        SELECT c.id, c.code, c.name, c.vendor, (count(*) OVER ())::int AS total,
          v.version, v.label, v.question_count AS "questionCount", v.minutes, v.cut_percent::float8 AS "cutPercent",
          v.cut_source::text AS "cutSource", v.as_of AS "asOf",
          (SELECT count(*)::int FROM cohort o WHERE o.organisation_id = c.organisation_id AND o.certification_id = c.id
             AND o.archived_at IS NULL) AS "cohortCount"
        FROM certification c ${NEWEST}
        WHERE c.organisation_id = ${organisationId}::uuid
          AND ${isNamed(Prisma.sql`c.name || ' ' || c.vendor || ' ' || c.code`, query)}
        ORDER BY c.name, c.id ${part}`,
    );
  const [page, [counted]] = await Promise.all([
    readPage({ ...query, pageSize: PAGE_SIZE }, read, toCertificationRow),
    withTenant(
      scope,
      (db) => db.$queryRaw<{ all: number; assumed: number }[]>`
        SELECT count(*)::int AS all, (count(*) FILTER (WHERE v.cut_source = 'assumed'))::int AS assumed
        FROM certification c ${NEWEST} WHERE c.organisation_id = ${organisationId}::uuid`,
    ),
  ]);
  return { ...page, all: counted?.all ?? 0, assumed: counted?.assumed ?? 0 };
}

/** Which of these codes the organisation has a certification for. One round trip. */
export async function listAdopted(scope: TenantScope, codes: readonly string[]): Promise<readonly string[]> {
  const where = { organisationId: scope.organisationId, code: { in: [...codes] } };
  const rows = await withTenant(scope, (db) => db.certification.findMany({ where, select: { code: true } }));
  return rows.map(({ code }) => code);
}

/**
 * One certification with all its versions, the topics and what the banks have for each domain. Items count when they are in
 * use, in a bank that isn't archived and is for this certification or for none in particular.
 */
export async function findCertification(
  scope: TenantScope,
  id: string,
  query: ListQuery = WHOLE_LIST,
): Promise<CertificationView | null> {
  if (!isId(id)) return null;
  const { organisationId } = scope;
  const [row, topics] = await Promise.all([
    withTenant(scope, (db) =>
      db.certification.findFirst({
        relationLoadStrategy: 'join',
        where: { organisationId, id },
        select: {
          id: true,
          name: true,
          vendor: true,
          blueprints: {
            select: {
              ...BLUEPRINT,
              domains: {
                select: { id: true, name: true, weightPercent: true },
                orderBy: { position: 'asc' },
              },
            },
            orderBy: { version: 'desc' },
          },
        },
      }),
    ),
    withTenant(
      scope,
      (db) => db.$queryRaw<TopicRecord[]>`
        WITH counted AS (
          SELECT i.topic_id, count(*)::int AS n
          FROM item i JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
          WHERE i.organisation_id = ${organisationId}::uuid AND i.state = 'live' AND b.archived_at IS NULL
            AND (b.certification_id = ${id}::uuid OR (b.certification_id IS NULL AND i.topic_id IS NOT NULL))
          GROUP BY i.topic_id),
        domain AS (
          SELECT td.topic_id, d.id FROM topic_domain td
          JOIN blueprint_domain d ON d.organisation_id = td.organisation_id AND d.id = td.blueprint_domain_id
          WHERE td.organisation_id = ${organisationId}::uuid AND d.blueprint_version_id = (
            SELECT v.id FROM blueprint_version v
            WHERE v.organisation_id = ${organisationId}::uuid AND v.certification_id = ${id}::uuid
            ORDER BY v.version DESC LIMIT 1))
        SELECT t.id, t.name, coalesce(counted.n, 0) AS item_count, domain.id AS domain_id,
          ${isNamed(Prisma.sql`t.name`, query)} AS found
        FROM topic t LEFT JOIN counted ON counted.topic_id = t.id LEFT JOIN domain ON domain.topic_id = t.id
        WHERE t.organisation_id = ${organisationId}::uuid
        UNION ALL SELECT NULL, NULL, n, NULL, false FROM counted WHERE topic_id IS NULL
        ORDER BY 2 NULLS LAST, 1`,
    ),
  ]);
  return row && toCertificationView(row, row.blueprints.map(toBlueprintView), topics, query);
}
