import 'server-only';
import { createHash } from 'node:crypto';
import type { BalanceItem, BalancePlan } from '@/lib/domain/cue-lint/balance-keys';
import { type BankCues, type FactGroup, summariseCues } from '@/lib/domain/cue-lint/bank-cues';
import { ITEM_CUE_CODES } from '@/lib/domain/cue-lint/cue-check';
import { CUE_RULES_VERSION, lintItem } from '@/lib/domain/cue-lint/cue-facts';
import { ITEM_STRATEGIES, LONGEST } from '@/lib/domain/cue-lint/test-wise';
import type { ItemContent } from '@/lib/domain/item/item-content';
import { fingerprintItem } from '@/lib/domain/scenario-import/fingerprint';
import { matchingText } from '@/lib/domain/text/canonical';
import { isRichText } from '@/lib/domain/text/is-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { BalanceView } from './contract';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function toRichText(value: unknown): RichText {
  if (!isRichText(value)) throw new Error('A stored text is not rich text');
  return value;
}

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

export function toContent(row: ContentRow): ItemContent {
  const stored = Array.isArray(row.options) ? row.options : [];
  const options = stored.map((option: { id?: unknown; body?: unknown }) => ({
    id: String(option.id),
    body: toRichText(option.body),
  }));
  const rationales = Object.entries((row.rationales ?? {}) as Record<string, unknown>);
  return {
    title: row.title === '' ? null : row.title,
    stem: toRichText(row.stem),
    options,
    key: options.map((option) => option.id).filter((id) => row.optionIds.includes(id)),
    rationales: Object.fromEntries(rationales.map(([id, body]) => [id, toRichText(body)])),
    shuffleLocked: row.shuffleLocked,
  };
}

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
  return { options, fingerprint: sha256(JSON.stringify(fingerprintItem(content))) };
}
