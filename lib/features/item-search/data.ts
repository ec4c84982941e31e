import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ItemFilter, ItemPage, ItemQuery, Sort } from './contract';
import { HIT_END, HIT_START, type ListedRow, toGroups, toSearch } from './mappers';

const PAGE_SIZE = 50;
/** How alike a word of an item has to be to what was typed, when nothing holds the words themselves (pg_trgm). */
const NEAR = 0.5;
/** What one bulk edit or export may reach. */
const MAX_ITEMS = 20_000;

/** First-time answers to the current version of item `i`, from the roll-ups. */
const ANSWERS = Prisma.sql`
  coalesce((SELECT sum(r.first_count)::int FROM item_rollup r
            WHERE r.organisation_id = i.organisation_id AND r.item_version_id = i.current_version_id), 0)`;

/** Items of the bank of item `i` that ask the same under the same background. */
const REPEATED = Prisma.sql`
  EXISTS (SELECT 1 FROM item_version_cues own
          JOIN item_version_cues other ON other.organisation_id = own.organisation_id AND other.stem_hash = own.stem_hash
          JOIN item o ON o.organisation_id = other.organisation_id AND o.current_version_id = other.item_version_id
            AND o.bank_id = i.bank_id AND o.state = 'live' AND o.id <> i.id AND o.stimulus_id IS NOT DISTINCT FROM i.stimulus_id
          WHERE own.organisation_id = i.organisation_id AND own.item_version_id = i.current_version_id)`;

function isCue(cue: ItemFilter['cue']): Prisma.Sql {
  switch (cue) {
    case null:
      return Prisma.sql`true`;
    case 'no_topic':
      return Prisma.sql`i.topic_id IS NULL`;
    case 'repeated_stem':
      return REPEATED;
    case 'implausible_distractor':
      return Prisma.sql`EXISTS (SELECT 1 FROM app.weak_distractor w
        WHERE w.organisation_id = i.organisation_id AND w.item_version_id = i.current_version_id)`;
    default:
      return Prisma.sql`EXISTS (SELECT 1 FROM item_version_cues c WHERE c.organisation_id = i.organisation_id
        AND c.item_version_id = i.current_version_id AND ${cue} = ANY (c.codes))`;
  }
}

/** Whether the topic of item `i` counts for a domain; with `none`, for no domain of the bank's newest blueprint. */
function isDomain(domain: string | null): Prisma.Sql {
  if (domain === null) return Prisma.sql`true`;
  if (domain !== 'none') {
    return Prisma.sql`EXISTS (SELECT 1 FROM topic_domain m WHERE m.organisation_id = i.organisation_id
      AND m.topic_id = i.topic_id AND m.blueprint_domain_id = ${domain}::uuid)`;
  }
  return Prisma.sql`NOT EXISTS (
    SELECT 1 FROM topic_domain m
    JOIN blueprint_domain d ON d.organisation_id = m.organisation_id AND d.id = m.blueprint_domain_id
    JOIN (SELECT v.organisation_id, v.id FROM bank b
          JOIN blueprint_version v ON v.organisation_id = b.organisation_id AND v.certification_id = b.certification_id
          WHERE b.organisation_id = i.organisation_id AND b.id = i.bank_id ORDER BY v.version DESC LIMIT 1) p
      ON p.organisation_id = d.organisation_id AND p.id = d.blueprint_version_id
    WHERE m.organisation_id = i.organisation_id AND m.topic_id = i.topic_id)`;
}

function isEvidence(evidence: ItemFilter['evidence']): Prisma.Sql {
  if (evidence === null) return Prisma.sql`true`;
  if (evidence === 'none') return Prisma.sql`${ANSWERS} = 0`;
  return evidence === 'some' ? Prisma.sql`${ANSWERS} BETWEEN 1 AND 29` : Prisma.sql`${ANSWERS} >= 30`;
}

/** Everything but the words, for an item `i`. */
function matches(filter: ItemFilter): Prisma.Sql {
  const { topic, state, stimulus, right, importId, reported } = filter;
  const conditions = [isCue(filter.cue), isDomain(filter.domain), isEvidence(filter.evidence)];
  if (topic === 'none') conditions.push(Prisma.sql`i.topic_id IS NULL`);
  else if (topic !== null) conditions.push(Prisma.sql`i.topic_id = ${topic}::uuid`);
  if (state !== null) conditions.push(Prisma.sql`i.state = ${state}::item_state`);
  if (stimulus !== null) conditions.push(Prisma.sql`i.stimulus_id = ${stimulus}::uuid`);
  if (right !== null) conditions.push(Prisma.sql`i.right_to_use = ${right}::right_to_use`);
  if (importId !== null) {
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM item_version h WHERE h.organisation_id = i.organisation_id
      AND h.item_id = i.id AND h.import_id = ${importId}::uuid)`);
  }
  if (reported) {
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM problem_report p WHERE p.organisation_id = i.organisation_id
      AND p.item_id = i.id AND p.state = 'open')`);
  }
  return Prisma.join(conditions, ' AND ');
}

/**
 * Common table expressions that end in `hit (id, rank)`: the items of a bank that match. Words are looked for in the stored search
 * vectors; only when none holds them, by trigrams, which forgive a typing error.
 */
function hits({ organisationId }: TenantScope, bankId: string, filter: ItemFilter): Prisma.Sql {
  const { words, prefix } = toSearch(filter.text);
  const own = Prisma.sql`
    SELECT i.id, i.current_version_id FROM item i
    WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid AND ${matches(filter)}`;
  if (words === null)
    return Prisma.sql`own AS (${own}), hit AS (SELECT id, 0::real AS rank, false AS near FROM own)`;
  const exact = Prisma.sql`websearch_to_tsquery('pg_catalog.english', ${words})`;
  const query =
    prefix === null
      ? exact
      : Prisma.sql`${exact} && (to_tsquery('pg_catalog.english', ${prefix} || ':*') || plainto_tsquery('pg_catalog.english', ${prefix}))`;
  return Prisma.sql`
    own AS (${own}),
    asked AS MATERIALIZED (SELECT ${query} AS query),
    found AS MATERIALIZED (
      SELECT o.id, ts_rank_cd(v.search_vector, asked.query) AS rank
      FROM own o
      JOIN item_version v ON v.organisation_id = ${organisationId}::uuid AND v.id = o.current_version_id
      CROSS JOIN asked WHERE v.search_vector @@ asked.query),
    hit AS (
      SELECT id, rank, false AS near FROM found
      UNION ALL
      SELECT o.id, word_similarity(${filter.text?.toLowerCase()}, lower(v.title) || ' ' || v.search_text), true
      FROM own o
      JOIN item_version v ON v.organisation_id = ${organisationId}::uuid AND v.id = o.current_version_id
      WHERE NOT EXISTS (SELECT 1 FROM found)
        AND word_similarity(${filter.text?.toLowerCase()}, lower(v.title) || ' ' || v.search_text) >= ${NEAR})`;
}

/** Ends in the id, so that equals never change places between two pages. */
function orderOf(sort: Sort, isSearch: boolean): Prisma.Sql {
  switch (sort) {
    case 'bank':
      return isSearch
        ? Prisma.sql`h.rank DESC, i.position, i.id`
        : Prisma.sql`g.position, i.stimulus_id, i.position, i.id`;
    case 'newest':
      return Prisma.sql`v.created_at DESC, i.position, i.id`;
    case 'title':
      return Prisma.sql`lower(v.title), i.position, i.id`;
    case 'evidence':
      return Prisma.sql`${ANSWERS} DESC, i.position, i.id`;
  }
}

/** A page of a bank's items: one round trip. Without a search in the order of the bank, groups together; with one by rank. */
export async function listItems(scope: TenantScope, bankId: string, query: ItemQuery): Promise<ItemPage> {
  const { organisationId } = scope;
  const { sort, page } = query;
  const isSearch = query.text !== null;
  const { words, prefix } = toSearch(query.text);
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<(ListedRow & { total: number; near: boolean })[]>`
      WITH ${hits(scope, bankId, query)},
      shown AS MATERIALIZED (
        SELECT i.id, h.near, row_number() OVER (ORDER BY ${orderOf(sort, isSearch)}) AS place,
          count(*) OVER ()::int AS total
        FROM hit h
        JOIN item i ON i.organisation_id = ${organisationId}::uuid AND i.id = h.id
        JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
        LEFT JOIN (SELECT stimulus_id, min(position) AS position FROM item
                   WHERE organisation_id = ${organisationId}::uuid AND bank_id = ${bankId}::uuid
                   GROUP BY stimulus_id) s ON s.stimulus_id = i.stimulus_id
        CROSS JOIN LATERAL (SELECT coalesce(s.position, i.position) AS position) g
        ORDER BY place LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE})
      SELECT i.id, v.title, v.stem, t.name AS "topicName", i.state::text AS state, v.version,
        i.right_to_use::text AS "rightToUse", ${ANSWERS} AS answers, c.codes,
        i.stimulus_id AS "stimulusId", sv.body AS "stimulusBody", shown.total, shown.near,
        CASE WHEN ${isSearch} AND NOT shown.near THEN ts_headline('pg_catalog.english',
          translate(app.plain_text(v.stem) || ' · ' || app.plain_text(v.options), ${HIT_START + HIT_END}, ''),
          websearch_to_tsquery('pg_catalog.english', ${`${words ?? ''} ${prefix ?? ''}`}) ||
            to_tsquery('pg_catalog.english', CASE WHEN ${prefix ?? ''} = '' THEN '' ELSE ${prefix ?? ''} || ':*' END),
          ${`StartSel=${HIT_START}, StopSel=${HIT_END}, MaxWords=28, MinWords=14, MaxFragments=1`}) END AS headline
      FROM shown
      JOIN item i ON i.organisation_id = ${organisationId}::uuid AND i.id = shown.id
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      LEFT JOIN item_version_cues c ON c.organisation_id = v.organisation_id AND c.item_version_id = v.id
      LEFT JOIN stimulus_version sv ON sv.organisation_id = v.organisation_id AND sv.id = v.stimulus_version_id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      ORDER BY shown.place`,
  );
  const listed = rows.map(({ total: _, near: __, ...row }) => row);
  return {
    groups: toGroups(listed),
    total: rows[0]?.total ?? 0,
    page,
    pageSize: PAGE_SIZE,
    isNear: rows[0]?.near ?? false,
  };
}

/** The ids of every item that matches, in the order of the bank: what a bulk edit or an export of a view is about. One round trip. */
export async function listItemIds(
  scope: TenantScope,
  bankId: string,
  filter: ItemFilter,
): Promise<readonly string[]> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<{ id: string }[]>`
      WITH ${hits(scope, bankId, filter)}
      SELECT i.id FROM hit h JOIN item i ON i.organisation_id = ${scope.organisationId}::uuid AND i.id = h.id
      ORDER BY i.position, i.id LIMIT ${MAX_ITEMS}`,
  );
  return rows.map(({ id }) => id);
}
