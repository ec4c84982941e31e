import 'server-only';
import { withTenant } from '@/lib/infra/db/tenant';
import { isId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CertificationRow, CertificationView } from './contract';
import { type TopicRecord, toBlueprintView, toCertificationView } from './mappers';

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

/** The organisation's certifications by name, each with its newest blueprint version. */
export async function listCertifications(scope: TenantScope): Promise<CertificationRow[]> {
  const { organisationId } = scope;
  const rows = await withTenant(scope, (db) =>
    db.certification.findMany({
      relationLoadStrategy: 'join',
      where: { organisationId },
      select: {
        id: true,
        code: true,
        name: true,
        vendor: true,
        blueprints: { select: BLUEPRINT, orderBy: { version: 'desc' }, take: 1 },
        cohorts: {
          where: { archivedAt: null },
          select: { name: true },
          orderBy: { name: 'asc' },
        },
      },
      orderBy: { name: 'asc' },
    }),
  );
  return rows.flatMap(({ blueprints: [newest], cohorts, ...row }) => {
    if (!newest) return [];
    const { domains: _, ...blueprint } = toBlueprintView({ ...newest, domains: [] });
    return [{ ...row, blueprint, cohortNames: cohorts.map(({ name }) => name) }];
  });
}

/**
 * One certification with all its versions, the topics and what the banks have for each domain. Items count when they are in
 * use, in a bank that isn't archived and is for this certification or for none in particular.
 */
export async function findCertification(scope: TenantScope, id: string): Promise<CertificationView | null> {
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
        SELECT t.id, t.name, coalesce(counted.n, 0) AS item_count, domain.id AS domain_id
        FROM topic t LEFT JOIN counted ON counted.topic_id = t.id LEFT JOIN domain ON domain.topic_id = t.id
        WHERE t.organisation_id = ${organisationId}::uuid
        UNION ALL SELECT NULL, NULL, n, NULL FROM counted WHERE topic_id IS NULL
        ORDER BY 2 NULLS LAST, 1`,
    ),
  ]);
  return row && toCertificationView(row, row.blueprints.map(toBlueprintView), topics);
}
