import 'server-only';
import type { ListQuery } from '@/lib/domain/kernel/page';
import { restorable } from '@/lib/features/bulk-edit/data';
import { shutColumn } from '@/lib/features/shut-keys/data';
import { Prisma } from '@/lib/generated/prisma/client';
import { isNamed, readPage } from '@/lib/infra/db/paged';
import { personLabel } from '@/lib/infra/db/person-label';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { BankList, BankOverview, BankRow, ItemDetail } from './contract';
import { type DetailRow, type OverviewRow, toBankRow, toItemDetail, toOverview } from './mappers';

type BankRecord = Omit<BankRow, 'lastImportAt'> & { lastImportAt: Date | null };

const BANKS_PER_PAGE = 50;

/** Counts of a bank's items, for a query whose bank is `b` and whose certification is `c`. */
const BANK_COLUMNS = Prisma.sql`
  b.id, b.name, b.certification_id AS "certificationId", c.name AS "certificationName",
  n.live, n.draft, n.in_review AS "inReview", n.retired, n.without_topic AS "withoutTopic",
  (SELECT max(i.created_at) FROM import i
   WHERE i.organisation_id = b.organisation_id AND i.bank_id = b.id AND i.state = 'committed') AS "lastImportAt"`;
const BANK_JOINS = Prisma.sql`
  LEFT JOIN certification c ON c.organisation_id = b.organisation_id AND c.id = b.certification_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.state = 'live')::int AS live,
      count(*) FILTER (WHERE i.state = 'draft')::int AS draft,
      count(*) FILTER (WHERE i.state = 'in_review')::int AS in_review,
      count(*) FILTER (WHERE i.state = 'retired')::int AS retired,
      count(*) FILTER (WHERE i.state = 'live' AND i.topic_id IS NULL)::int AS without_topic
    FROM item i WHERE i.organisation_id = b.organisation_id AND i.bank_id = b.id) n`;

/** The banks in use by name, and the certifications that a bank can be for: two round trips. */
export async function listBanks(scope: TenantScope, query: ListQuery): Promise<BankList> {
  const { organisationId } = scope;
  const [banks, certifications] = await Promise.all([
    readPage(
      { ...query, pageSize: BANKS_PER_PAGE },
      (part) =>
        withTenant(
          scope,
          (db) => db.$queryRaw<(BankRecord & { total: number })[]>`
        SELECT ${BANK_COLUMNS}, b.total
        FROM (SELECT b.*, (count(*) OVER ())::int AS total FROM bank b
              WHERE b.organisation_id = ${organisationId}::uuid AND b.archived_at IS NULL
                AND ${isNamed(Prisma.sql`b.name`, query)}
              ORDER BY b.name, b.id ${part}) b ${BANK_JOINS} ORDER BY b.name, b.id`,
        ),
      ({ total: _, ...bank }) => toBankRow(bank),
    ),
    withTenant(scope, (db) =>
      db.certification.findMany({
        where: { organisationId },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
      }),
    ),
  ]);
  return { query, banks, certifications };
}

/**
 * A bank with its topics, how much of its blueprint it covers with how many answers behind it, and a bulk edit of it: one round trip.
 * Answers come from the roll-ups.
 */
export async function findBank(
  scope: TenantScope,
  bankId: string,
  editId: string | null = null,
): Promise<BankOverview | null> {
  const [row] = await findOverviewRow(scope, bankId, editId);
  return row === undefined ? null : toOverview(row);
}

function findOverviewRow(scope: TenantScope, bankId: string, editId: string | null): Promise<OverviewRow[]> {
  const { organisationId } = scope;
  return withTenant(
    scope,
    (db) => db.$queryRaw<OverviewRow[]>`
      SELECT ${BANK_COLUMNS}, p.label AS "blueprintLabel", ${shutColumn(scope, { kind: 'bank', id: bankId })},
        coalesce((SELECT json_agg(json_build_object('domainId', d.id, 'name', d.name,
                                                    'weightPercent', d.weight_percent::float8) ORDER BY d.position)
                  FROM blueprint_domain d
                  WHERE d.organisation_id = b.organisation_id AND d.blueprint_version_id = p.id), '[]') AS domains,
        coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'live', t.live, 'answers', t.answers,
                                                    'domainIds', t.domain_ids) ORDER BY t.name)
                  FROM (SELECT t.id, t.name, count(i.id) FILTER (WHERE i.state = 'live')::int AS live,
                          coalesce(sum(a.answers) FILTER (WHERE i.state = 'live'), 0)::int AS answers,
                          ARRAY(SELECT m.blueprint_domain_id FROM topic_domain m
                                WHERE m.organisation_id = t.organisation_id AND m.topic_id = t.id) AS domain_ids
                        FROM topic t
                        JOIN item i ON i.organisation_id = t.organisation_id AND i.topic_id = t.id AND i.bank_id = b.id
                        LEFT JOIN LATERAL (SELECT sum(r.first_count - r.first_omitted) AS answers
                                           FROM item_version w
                                           JOIN item_rollup r ON r.organisation_id = w.organisation_id AND r.item_version_id = w.id
                                           WHERE w.organisation_id = i.organisation_id AND w.item_id = i.id) a ON true
                        WHERE t.organisation_id = b.organisation_id
                        GROUP BY t.organisation_id, t.id, t.name) t), '[]') AS topics,
        coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.name)
                  FROM topic t WHERE t.organisation_id = b.organisation_id), '[]') AS "allTopics",
        coalesce((SELECT json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name)
                  FROM certification o WHERE o.organisation_id = b.organisation_id), '[]') AS certifications,
        coalesce((SELECT json_agg(json_build_object('id', m.id, 'name', m.source_name) ORDER BY m.created_at DESC)
                  FROM (SELECT id, source_name, created_at FROM import m
                        WHERE m.organisation_id = b.organisation_id AND m.bank_id = b.id AND m.state = 'committed'
                        ORDER BY created_at DESC) m), '[]') AS imports,
        coalesce((SELECT json_object_agg(r.right_to_use, r.n) FROM (
                    SELECT right_to_use, count(*)::int AS n FROM item i
                    WHERE i.organisation_id = b.organisation_id AND i.bank_id = b.id GROUP BY right_to_use) r), '{}') AS rights,
        (SELECT count(DISTINCT p.item_id)::int FROM problem_report p
         JOIN item i ON i.organisation_id = p.organisation_id AND i.id = p.item_id AND i.bank_id = b.id
         WHERE p.organisation_id = b.organisation_id AND p.state = 'open') AS reported,
        (SELECT json_build_object('id', e.id, 'kind', e.kind, 'items', e.item_count, 'undone', e.undone_at IS NOT NULL,
           'restorable', (SELECT count(*)::int FROM ${restorable(scope, editId)} r))
         FROM bank_edit e WHERE e.organisation_id = b.organisation_id AND e.bank_id = b.id AND e.id = ${editId}::uuid)
          AS "lastEdit"
      FROM bank b ${BANK_JOINS}
      LEFT JOIN LATERAL (SELECT v.id, v.label FROM blueprint_version v
                         WHERE v.organisation_id = b.organisation_id AND v.certification_id = b.certification_id
                         ORDER BY v.version DESC LIMIT 1) p ON true
      WHERE b.organisation_id = ${organisationId}::uuid AND b.id = ${bankId}::uuid`,
  );
}

/** An item with its versions, newest first: one round trip; null when there is none. */
export async function findItem(scope: TenantScope, itemId: string): Promise<ItemDetail | null> {
  const { organisationId } = scope;
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<DetailRow[]>`
      SELECT i.id, i.state::text AS state, b.id AS "bankId", b.name AS "bankName", t.id AS "topicId",
        t.name AS "topicName", s.body AS "stimulusBody",
        (SELECT count(*)::int FROM item o WHERE o.organisation_id = i.organisation_id
           AND o.stimulus_id = i.stimulus_id AND o.id <> i.id) AS siblings,
        (SELECT count(*)::int FROM exam_item e WHERE e.organisation_id = i.organisation_id AND e.item_id = i.id) AS exams,
        i.right_to_use::text AS "rightToUse", ${personLabel(scope, 'rm')} AS "rightSetBy", i.right_set_at AS "rightSetAt",
        i.licence_note AS "licenceNote",
        (SELECT json_agg(x ORDER BY x.version DESC) FROM (
          SELECT v.id, v.version, v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
            k.option_ids AS "optionIds", k.rationales, v.stimulus_version_id AS "stimulusVersionId",
            v.created_at AS "createdAt", ${personLabel(scope, 'm')} AS author, v.import_id AS "importId",
            p.source_name AS "importName", v.source_number AS "sourceNumber", v.first_line AS "firstLine",
            v.last_line AS "lastLine", v.licence_note AS "licenceNote", v.id = i.current_version_id AS "isCurrent"
          FROM item_version v
          JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
          LEFT JOIN import p ON p.organisation_id = v.organisation_id AND p.id = v.import_id
          LEFT JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.author_id
          WHERE v.organisation_id = i.organisation_id AND v.item_id = i.id
          ORDER BY v.version DESC) x) AS versions
      FROM item i
      JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
      JOIN item_version c ON c.organisation_id = i.organisation_id AND c.id = i.current_version_id
      LEFT JOIN stimulus_version s ON s.organisation_id = c.organisation_id AND s.id = c.stimulus_version_id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      LEFT JOIN membership rm ON rm.organisation_id = i.organisation_id AND rm.id = i.right_set_by_id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${itemId}::uuid`,
  );
  // A role that may not see keys has no versions to show either.
  return rows[0]?.versions ? toItemDetail(rows[0]) : null;
}
