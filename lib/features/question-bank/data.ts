import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { BankList, BankOverview, BankRow, ItemDetail, ItemFilter, ItemPage } from './contract';
import {
  type DetailRow,
  type KeyedRow,
  type ListedRow,
  type OverviewRow,
  toBankRow,
  toGroups,
  toItemDetail,
  toOverview,
} from './mappers';

const PAGE_SIZE = 100;
/** Clues to the key are looked for in so many live items; more would cost and say the same. */
const MAX_CUE_ITEMS = 1000;

type BankRecord = Omit<BankRow, 'lastImportAt'> & { lastImportAt: Date | null };

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
export async function listBanks(scope: TenantScope): Promise<BankList> {
  const { organisationId } = scope;
  const [banks, certifications] = await Promise.all([
    withTenant(
      scope,
      (db) => db.$queryRaw<BankRecord[]>`
        SELECT ${BANK_COLUMNS} FROM bank b ${BANK_JOINS}
        WHERE b.organisation_id = ${organisationId}::uuid AND b.archived_at IS NULL ORDER BY b.name LIMIT 500`,
    ),
    withTenant(scope, (db) =>
      db.certification.findMany({
        where: { organisationId },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
        take: 100,
      }),
    ),
  ]);
  return { banks: banks.map(toBankRow), certifications };
}

/** A bank with its topics, how much of its blueprint it covers, and what gives its keys away: two round trips. */
export async function findBank(scope: TenantScope, bankId: string): Promise<BankOverview | null> {
  const [rows, keyed] = await Promise.all([findOverviewRow(scope, bankId), listKeyedItems(scope, bankId)]);
  const [row] = rows;
  return row === undefined ? null : toOverview(row, keyed);
}

function findOverviewRow(scope: TenantScope, bankId: string): Promise<OverviewRow[]> {
  const { organisationId } = scope;
  return withTenant(
    scope,
    (db) => db.$queryRaw<OverviewRow[]>`
      SELECT ${BANK_COLUMNS}, p.label AS "blueprintLabel",
        coalesce((SELECT json_agg(json_build_object('domainId', d.id, 'name', d.name,
                                                    'weightPercent', d.weight_percent::float8) ORDER BY d.position)
                  FROM blueprint_domain d
                  WHERE d.organisation_id = b.organisation_id AND d.blueprint_version_id = p.id), '[]') AS domains,
        coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'live', t.live,
                                                    'domainIds', t.domain_ids) ORDER BY t.name)
                  FROM (SELECT t.id, t.name, count(i.id) FILTER (WHERE i.state = 'live')::int AS live,
                          ARRAY(SELECT m.blueprint_domain_id FROM topic_domain m
                                WHERE m.organisation_id = t.organisation_id AND m.topic_id = t.id) AS domain_ids
                        FROM topic t
                        JOIN item i ON i.organisation_id = t.organisation_id AND i.topic_id = t.id AND i.bank_id = b.id
                        WHERE t.organisation_id = b.organisation_id
                        GROUP BY t.organisation_id, t.id, t.name LIMIT 1000) t), '[]') AS topics,
        coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.name)
                  FROM topic t WHERE t.organisation_id = b.organisation_id), '[]') AS "allTopics",
        coalesce((SELECT json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name)
                  FROM certification o WHERE o.organisation_id = b.organisation_id), '[]') AS certifications
      FROM bank b ${BANK_JOINS}
      LEFT JOIN LATERAL (SELECT v.id, v.label FROM blueprint_version v
                         WHERE v.organisation_id = b.organisation_id AND v.certification_id = b.certification_id
                         ORDER BY v.version DESC LIMIT 1) p ON true
      WHERE b.organisation_id = ${organisationId}::uuid AND b.id = ${bankId}::uuid`,
  );
}

function listKeyedItems(scope: TenantScope, bankId: string): Promise<KeyedRow[]> {
  const { organisationId } = scope;
  return withTenant(
    scope,
    (db) => db.$queryRaw<KeyedRow[]>`
      SELECT '' AS title, '[]'::jsonb AS stem, v.options, v.shuffle_locked AS "shuffleLocked",
        k.option_ids AS "optionIds", '{}'::jsonb AS rationales
      FROM item i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid AND i.state = 'live'
      ORDER BY i.position LIMIT ${MAX_CUE_ITEMS}`,
  );
}

/** A page of a bank's items in the order of the bank, groups together: one round trip. */
export async function listItems(scope: TenantScope, bankId: string, filter: ItemFilter): Promise<ItemPage> {
  const { organisationId } = scope;
  const { topic, state, text, page } = filter;
  const topicId = topic === 'none' ? null : topic;
  const pattern = text === null ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<(ListedRow & { total: number })[]>`
      WITH grouped AS (
        SELECT i.*, min(i.position) OVER (PARTITION BY coalesce(i.stimulus_id, i.id)) AS group_position
        FROM item i WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid)
      SELECT i.id, v.title, v.stem, t.name AS "topicName", i.state::text AS state, v.version,
        i.stimulus_id AS "stimulusId", s.body AS "stimulusBody", count(*) OVER ()::int AS total
      FROM grouped i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      LEFT JOIN stimulus_version s ON s.organisation_id = v.organisation_id AND s.id = v.stimulus_version_id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      WHERE (${topic}::text IS NULL OR i.topic_id IS NOT DISTINCT FROM ${topicId}::uuid)
        AND (${state}::text IS NULL OR i.state::text = ${state})
        AND (${pattern}::text IS NULL OR v.title ILIKE ${pattern} 
             OR jsonb_path_query_array(v.stem, 'strict $.**.text')::text ILIKE ${pattern})
      ORDER BY i.group_position, i.stimulus_id, i.position, i.id
      LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`,
  );
  const listed = rows.map(({ total: _, ...row }) => row);
  return { groups: toGroups(listed), total: rows[0]?.total ?? 0, page, pageSize: PAGE_SIZE };
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
        (SELECT json_agg(x ORDER BY x.version DESC) FROM (
          SELECT v.id, v.version, v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
            k.option_ids AS "optionIds", k.rationales, v.stimulus_version_id AS "stimulusVersionId",
            v.created_at AS "createdAt", m.display_name AS author, v.import_id AS "importId",
            p.source_name AS "importName", v.source_number AS "sourceNumber", v.first_line AS "firstLine",
            v.last_line AS "lastLine", v.licence_note AS "licenceNote", v.id = i.current_version_id AS "isCurrent"
          FROM item_version v
          JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
          LEFT JOIN import p ON p.organisation_id = v.organisation_id AND p.id = v.import_id
          LEFT JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.author_id
          WHERE v.organisation_id = i.organisation_id AND v.item_id = i.id
          ORDER BY v.version DESC LIMIT 50) x) AS versions
      FROM item i
      JOIN bank b ON b.organisation_id = i.organisation_id AND b.id = i.bank_id
      JOIN item_version c ON c.organisation_id = i.organisation_id AND c.id = i.current_version_id
      LEFT JOIN stimulus_version s ON s.organisation_id = c.organisation_id AND s.id = c.stimulus_version_id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${itemId}::uuid`,
  );
  // A role that may not see keys has no versions to show either.
  return rows[0]?.versions ? toItemDetail(rows[0]) : null;
}
