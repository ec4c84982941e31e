import 'server-only';
import { balanceKeys } from '@/lib/domain/cue-lint/balance-keys';
import { CUE_RULES_VERSION, lintItem } from '@/lib/domain/cue-lint/cue-facts';
import type { Tx } from '@/lib/infra/db/tenant';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { BalanceView, BankCueView, ItemCueView } from './contract';
import {
  type ContentRow,
  type CueSummaryRow,
  toBalanceItem,
  toBalanceView,
  toBankCues,
  toContent,
} from './mappers';

/** Adds up what is stored about the live items of a bank: one round trip, and no text is read. */
export async function findBankCues(scope: TenantScope, bankId: string): Promise<BankCueView> {
  const { organisationId } = scope;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<CueSummaryRow[]>`
      WITH live AS MATERIALIZED (
        SELECT i.topic_id, i.stimulus_id, i.current_version_id, c.rules, c.codes, c.option_count, c.key_position,
          c.shuffle_locked, c.numeric_options, c.longest, c.hits, c.stem_hash
        FROM item i
        LEFT JOIN item_version_cues c ON c.organisation_id = i.organisation_id
          AND c.item_version_id = i.current_version_id AND c.rules = ${CUE_RULES_VERSION}
        WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid AND i.state = 'live'),
      flags AS (
        SELECT code, count(*)::int AS items FROM live CROSS JOIN unnest(codes) AS code GROUP BY code
        UNION ALL
        SELECT 'no_topic', count(*)::int FROM live WHERE topic_id IS NULL
        UNION ALL
        SELECT 'repeated_stem', coalesce(sum(n), 0)::int FROM (
          SELECT count(*) AS n FROM live WHERE stem_hash IS NOT NULL GROUP BY stem_hash, stimulus_id HAVING count(*) > 1) r
        UNION ALL
        SELECT 'implausible_distractor', count(DISTINCT w.item_version_id)::int FROM app.weak_distractor w
        WHERE w.organisation_id = ${organisationId}::uuid
          AND w.item_version_id IN (SELECT current_version_id FROM live))
      SELECT
        (SELECT count(*)::int FROM live WHERE rules IS NULL) AS missing,
        coalesce((SELECT json_agg(g) FROM (
          SELECT option_count AS "optionCount", key_position AS "keyPosition", shuffle_locked AS "shuffleLocked",
            numeric_options AS numeric, longest, hits, count(*)::int AS items
          FROM live WHERE rules IS NOT NULL
          GROUP BY option_count, key_position, shuffle_locked, numeric_options, longest, hits) g), '[]') AS groups,
        coalesce((SELECT json_object_agg(code, items) FROM flags), '{}') AS flagged`,
  );
  if (row === undefined) throw new Error('A sum over no rows has a row');
  return { cues: toBankCues(row), missing: row.missing };
}

/** What one item is flagged for, from its wording and its answers; null for an item that isn't there. One round trip. */
export async function findItemCues(
  scope: TenantScope,
  itemId: string,
): Promise<readonly ItemCueView[] | null> {
  const { organisationId } = scope;
  const [row] = await withTenant(
    scope,
    (db) => db.$queryRaw<
      (ContentRow & {
        topicId: string | null;
        weak: { optionId: string; chosen: number; answered: number }[];
      })[]
    >`
      SELECT i.id AS "itemId", v.id AS "versionId", v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
        k.option_ids AS "optionIds", k.rationales, i.topic_id AS "topicId",
        coalesce((SELECT json_agg(json_build_object('optionId', w.option_id, 'chosen', w.chosen, 'answered', w.answered))
                  FROM app.weak_distractor w
                  WHERE w.organisation_id = v.organisation_id AND w.item_version_id = v.id), '[]') AS weak
      FROM item i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.id = ${itemId}::uuid`,
  );
  if (row === undefined) return null;
  const found: ItemCueView[] = [...lintItem(toContent(row)).cues];
  if (row.weak.length > 0) {
    found.push({
      code: 'implausible_distractor',
      optionIds: row.weak.map(({ optionId }) => optionId),
      found: row.weak.map(({ chosen, answered }) => `${chosen} of ${answered}`),
    });
  }
  if (row.topicId === null) found.push({ code: 'no_topic', optionIds: [], found: [] });
  return found;
}

/** What a bank is called; null when there is none. One round trip. */
export async function findBankName(scope: TenantScope, bankId: string): Promise<string | null> {
  const where = { organisationId: scope.organisationId, id: bankId };
  const bank = await withTenant(scope, (db) => db.bank.findFirst({ where, select: { name: true } }));
  return bank?.name ?? null;
}

/** What balancing the keys of a bank would do, without doing it. Reads every live item: one round trip. */
export async function previewBalance(scope: TenantScope, bankId: string): Promise<BalanceView> {
  const rows = await readLiveContents(scope, bankId);
  return toBalanceView(balanceKeys(rows.map(toBalanceItem)), rows);
}

/** The live items of a bank with keys and rationales, in its order. One round trip. */
export function readLiveContents(scope: TenantScope, bankId: string, tx?: Tx): Promise<ContentRow[]> {
  const { organisationId } = scope;
  const read = (db: Pick<Tx, '$queryRaw'>) => db.$queryRaw<ContentRow[]>`
    SELECT i.id AS "itemId", v.id AS "versionId", v.title, v.stem, v.options, v.shuffle_locked AS "shuffleLocked",
      k.option_ids AS "optionIds", k.rationales
    FROM item i
    JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
    WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid AND i.state = 'live'
    ORDER BY i.position, i.id`;
  return tx ? read(tx) : withTenant(scope, read);
}
