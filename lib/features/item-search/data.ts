import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ItemFilter, ItemPage, ItemQuery, Sort } from './contract';
import { HIT_END, HIT_START, type ListedRow, toGroups, toSearch } from './mappers';

const PAGE_SIZE = 50;
/** How alike a word of the bank has to be to one that was typed, when nothing holds the words themselves (pg_trgm, 0 to 1). */
const NEAR = 0.4;

/** First-time answers to item `i`, whichever of its versions was answered: a corrected key is no new question. */
const ANSWERS = Prisma.sql`
  coalesce((SELECT sum(r.first_count - r.first_omitted)::int FROM item_version w
            JOIN item_rollup r ON r.organisation_id = w.organisation_id AND r.item_version_id = w.id
            WHERE w.organisation_id = i.organisation_id AND w.item_id = i.id), 0)`;

/** Versions of a bank's live items that ask the same under the same background. */
const repeated = (organisationId: string, bankId: string): Prisma.Sql => Prisma.sql`
  i.current_version_id IN (
    SELECT unnest(array_agg(o.current_version_id)) FROM item o
    JOIN item_version_cues c ON c.organisation_id = o.organisation_id AND c.item_version_id = o.current_version_id
    WHERE o.organisation_id = ${organisationId}::uuid AND o.bank_id = ${bankId}::uuid AND o.state = 'live'
    GROUP BY c.stem_hash, o.stimulus_id HAVING count(*) > 1)`;

function isCue({ organisationId }: TenantScope, bankId: string, cue: ItemFilter['cue']): Prisma.Sql {
  switch (cue) {
    case null:
      return Prisma.sql`true`;
    case 'no_topic':
      return Prisma.sql`i.topic_id IS NULL`;
    case 'repeated_stem':
      return repeated(organisationId, bankId);
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

/** Everything but the words, for an item `i` of the bank. */
function matches(scope: TenantScope, bankId: string, filter: ItemFilter): Prisma.Sql {
  const { topic, state, stimulus, right, importId, reported } = filter;
  const conditions = [isCue(scope, bankId, filter.cue), isDomain(filter.domain), isEvidence(filter.evidence)];
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
 * Common table expressions that end in `hit (id, rank, near)`: the items of a bank that match. Words are looked for in the stored
 * search vectors. Only when none holds them, the words of the bank that look most like them are taken instead, which forgives a typing
 * error: the vocabulary of a bank is small, so comparing words is fast where comparing texts isn't. `asked` and `alike` are the queries.
 */
function hits(scope: TenantScope, bankId: string, filter: ItemFilter): Prisma.Sql {
  const { organisationId } = scope;
  const { words, prefix } = toSearch(filter.text);
  const own = Prisma.sql`
    SELECT i.id, i.current_version_id FROM item i
    WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid
      AND ${matches(scope, bankId, filter)}`;
  if (words === null) {
    return Prisma.sql`own AS (${own}), hit AS (SELECT id, 0::real AS rank, false AS near FROM own),
      alike AS (SELECT NULL::tsquery AS query)`;
  }
  const exact = Prisma.sql`websearch_to_tsquery('pg_catalog.english', ${words})`;
  const query =
    prefix === null
      ? exact
      : Prisma.sql`${exact} && (to_tsquery('pg_catalog.english', ${prefix} || ':*') || plainto_tsquery('pg_catalog.english', ${prefix}))`;
  const vectors = Prisma.sql`
    own o JOIN item_version v ON v.organisation_id = ${organisationId}::uuid AND v.id = o.current_version_id`;
  return Prisma.sql`
    own AS MATERIALIZED (${own}),
    asked AS MATERIALIZED (SELECT ${query} AS query),
    found AS MATERIALIZED (
      SELECT o.id, ts_rank_cd(v.search_vector, asked.query) AS rank
      FROM ${vectors} CROSS JOIN asked WHERE v.search_vector @@ asked.query),
    vocabulary AS MATERIALIZED (
      SELECT DISTINCT word FROM ${vectors} CROSS JOIN LATERAL unnest(tsvector_to_array(v.search_vector)) AS word
      WHERE NOT EXISTS (SELECT 1 FROM found)),
    alike AS MATERIALIZED (
      SELECT string_agg(DISTINCT quote_literal(w.word), ' | ')::tsquery AS query
      FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.english', ${filter.text}))) AS typed
      JOIN vocabulary w ON similarity(w.word, typed) >= ${NEAR}),
    hit AS (
      SELECT id, rank, false AS near FROM found
      UNION ALL
      SELECT o.id, ts_rank_cd(v.search_vector, alike.query), true
      FROM ${vectors} CROSS JOIN alike WHERE v.search_vector @@ alike.query)`;
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
        CASE WHEN ${isSearch} THEN ts_headline('pg_catalog.english',
          translate(app.plain_text(v.stem) || ' · ' || app.plain_text(v.options), ${HIT_START + HIT_END}, ''),
          CASE WHEN shown.near THEN (SELECT query FROM alike) ELSE
            websearch_to_tsquery('pg_catalog.english', ${`${words ?? ''} ${prefix ?? ''}`}) ||
            to_tsquery('pg_catalog.english', CASE WHEN ${prefix ?? ''} = '' THEN '' ELSE ${prefix ?? ''} || ':*' END) END,
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
      ORDER BY i.position, i.id`,
  );
  return rows.map(({ id }) => id);
}
