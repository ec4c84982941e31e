import 'server-only';
import type { BalanceItem, BalancePlan } from '@/lib/domain/cue-lint/balance-keys';
import { type BankCues, type FactGroup, summariseCues } from '@/lib/domain/cue-lint/bank-cues';
import { ITEM_CUE_CODES } from '@/lib/domain/cue-lint/cue-check';
import { CUE_RULES_VERSION, lintItem } from '@/lib/domain/cue-lint/cue-facts';
import { ITEM_STRATEGIES, LONGEST } from '@/lib/domain/cue-lint/test-wise';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { matchingText } from '@/lib/domain/text/canonical';
import { itemFingerprint, sha256, toContent as toItemContent } from '@/lib/infra/stored-item';
import type { BalanceView } from './contract';

export interface ContentRow {
  readonly itemId: string;
  readonly versionId: string;
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffleLocked: boolean;
  readonly optionIds: readonly string[];
  readonly rationales: unknown;
}

export const toContent = ({ shuffleLocked, optionIds, ...row }: ContentRow): ItemContent =>
  toItemContent('a stored version', { ...row, shuffle_locked: shuffleLocked, option_ids: optionIds });

/** A row of item_version_cues by column. */
export function toCueRow(row: ContentRow) {
  const content = toContent(row);
  const { facts, cues } = lintItem(content);
  return {
    item_version_id: row.versionId,
    rules: CUE_RULES_VERSION,
    codes: cues.map(({ code }) => code),
    option_count: facts.optionCount,
    key_position: facts.keyPosition,
    shuffle_locked: facts.shuffleLocked,
    numeric_options: facts.numeric,
    longest: facts.longest,
    hits: ITEM_STRATEGIES.map((strategy) => facts.hits[strategy]),
    stem_hash: sha256(matchingText(content.stem)),
  };
}

export interface CueSummaryRow {
  readonly missing: number;
  readonly groups: readonly {
    readonly optionCount: number;
    readonly keyPosition: number | null;
    readonly shuffleLocked: boolean;
    readonly numeric: boolean;
    readonly longest: string;
    readonly hits: readonly number[];
    readonly items: number;
  }[];
  readonly flagged: Readonly<Record<string, number>>;
}

export function toBankCues({ groups, flagged }: CueSummaryRow): BankCues {
  const known = ITEM_CUE_CODES.flatMap((code) => {
    const items = flagged[code] ?? 0;
    return items > 0 ? [[code, items] as const] : [];
  });
  return summariseCues(groups.map(toFactGroup), Object.fromEntries(known));
}

function toFactGroup({ hits, longest, items, ...facts }: CueSummaryRow['groups'][number]): FactGroup {
  const who = LONGEST.find((each) => each === longest);
  if (who === undefined) throw new Error(`Stored cues know no ${longest}`);
  const byStrategy = Object.fromEntries(
    ITEM_STRATEGIES.map((strategy, at) => [strategy, hits[at] ?? 0]),
  ) as Record<(typeof ITEM_STRATEGIES)[number], number>;
  return { items, facts: { ...facts, longest: who, hits: byStrategy } };
}

export const toBalanceItem = (row: ContentRow): BalanceItem => ({ id: row.itemId, content: toContent(row) });

/** How many moves the preview lists by name. */
const MAX_LISTED = 200;

export function toBalanceView(plan: BalancePlan, rows: readonly ContentRow[]): BalanceView {
  const titles = new Map(rows.map((row) => [row.itemId, row.title]));
  return {
    moves: plan.moves.slice(0, MAX_LISTED).map(({ id, from, to }) => ({
      itemId: id,
      title: titles.get(id) ?? '',
      from,
      to,
    })),
    total: plan.moves.length,
    kept: plan.kept,
    before: plan.before,
    after: plan.after,
    digest: planDigest(plan, rows),
  };
}

/** Of what is moved where, and of the versions that it starts from. */
export function planDigest(plan: BalancePlan, rows: readonly ContentRow[]): string {
  const versions = new Map(rows.map((row) => [row.itemId, row.versionId]));
  return sha256(JSON.stringify(plan.moves.map(({ id, order }) => [id, versions.get(id), order])));
}

/** The version that a move makes of the one before: the same parts, the options in another order. */
export function toReordered(row: ContentRow, order: readonly string[]) {
  const stored = Array.isArray(row.options) ? (row.options as { id?: unknown }[]) : [];
  const options = order.map((id) => stored.find((option) => option.id === id));
  const content = toContent({ ...row, options });
  return { options, fingerprint: itemFingerprint(content) };
}
