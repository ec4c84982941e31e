import 'server-only';
import { letterAt } from '@/lib/domain/item/item-content';
import { itemTitle } from '@/lib/domain/item/item-title';
import { PROVISIONAL_FROM } from '@/lib/domain/statistics/estimate';
import { ITEM_FLAGS, itemFlags } from '@/lib/domain/statistics/item-flag';
import { type RollupAnalysis, rollupAnalysis } from '@/lib/domain/statistics/rollup-analysis';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { CountedBy, ItemEvidence, ItemSummary, OptionEvidence, VersionEvidence } from './contract';

interface OptionJson {
  id: string;
  body: RichText;
}
export interface ItemRow {
  item_id: string;
  title: string;
  stem: RichText;
  is_live: boolean;
  options: OptionJson[];
  key_ids: string[];
  counted_by: CountedBy;
  /** One entry per version and assignment in which it was met. */
  rollups: RollupRow[];
  /** Option id -> how many chose it, over all versions. */
  chosen: Record<string, number>;
}
export interface RollupRow {
  item_version_id: string;
  first_count: number;
  first_correct: number;
  first_omitted: number;
  repeat_count: number;
  repeat_omitted: number;
  not_reached: number;
  rest_sum: number;
  rest_square_sum: number;
  correct_rest_sum: number;
}
export interface OptionCountRow {
  item_version_id: string;
  option_id: string;
  chosen: number;
}
export interface ItemPageRow {
  cohort_id: string;
  cohort_name: string;
  item_id: string;
  is_live: boolean;
  bank_name: string;
  topic_id: string | null;
  topic_name: string | null;
  item_version_id: string;
  version: number;
  created_at: Date;
  is_current: boolean;
  /** It differs from the version before by its key, and answers to that one were decided on. */
  is_correction: boolean;
  title: string;
  stem: RichText;
  options: OptionJson[];
  key_ids: string[];
  counted_by: CountedBy;
  rationales: Record<string, RichText>;
  stimulus_title: string | null;
  stimulus_body: RichText | null;
}

function analyse(rows: readonly RollupRow[]): RollupAnalysis {
  return rollupAnalysis(
    rows.map((row) => ({
      firstCount: row.first_count,
      firstCorrect: row.first_correct,
      firstOmitted: row.first_omitted,
      notReached: row.not_reached,
      restSum: row.rest_sum,
      restSquareSum: row.rest_square_sum,
      correctRestSum: row.correct_rest_sum,
    })),
  );
}

/** Flagged items first, the most urgent flag leading; then the hardest. */
export function toItemSummaries(items: readonly ItemRow[]): readonly ItemSummary[] {
  return items
    .map((item): ItemSummary => {
      const analysis = analyse(item.rollups);
      const versionCount = new Set(item.rollups.map((row) => row.item_version_id)).size;
      const options = item.options.map(({ id }, position) => ({
        letter: letterAt(position),
        isKey: item.key_ids.includes(id),
        chosen: item.chosen[id] ?? 0,
      }));
      // Options of an older version may be other ones; what is said about them needs the version's own page.
      const flags = flagsOf(item.counted_by, analysis, versionCount > 1 ? [] : options);
      return {
        itemId: item.item_id,
        title: itemTitle(item.title, item.stem),
        isLive: item.is_live,
        versionCount,
        analysis,
        flags,
      };
    })
    .sort((a, b) => urgency(a) - urgency(b) || shareCorrect(a) - shareCorrect(b));
}

/** Where everybody gets the point, answers say nothing about the question. */
const flagsOf = (countedBy: CountedBy, ...given: Parameters<typeof itemFlags>) =>
  countedBy === 'full_credit' ? [] : itemFlags(...given);

function urgency({ flags }: ItemSummary): number {
  const [first] = flags;
  return first ? ITEM_FLAGS.indexOf(first.kind) : ITEM_FLAGS.length;
}

const shareCorrect = ({ analysis }: ItemSummary): number =>
  analysis.n === 0 ? 2 : analysis.correct / (analysis.n + analysis.omitted);

export function toItemEvidence(
  pages: readonly ItemPageRow[],
  rollups: readonly RollupRow[],
  optionCounts: readonly OptionCountRow[],
  version: number | undefined,
): ItemEvidence | null {
  const page =
    version === undefined ? shownFirst(pages, rollups) : pages.find((row) => row.version === version);
  if (!page) return null;
  const versions = pages.map((row) =>
    toVersion(
      row,
      rollups.filter((each) => each.item_version_id === row.item_version_id),
    ),
  );
  const shown = versions.find((each) => each.itemVersionId === page.item_version_id);
  if (!shown) return null;
  const options = toOptions(page, shown.analysis, optionCounts);
  return {
    cohortId: page.cohort_id,
    cohortName: page.cohort_name,
    itemId: page.item_id,
    title: itemTitle(page.title, page.stem),
    isLive: page.is_live,
    topic: page.topic_id && page.topic_name ? { topicId: page.topic_id, name: page.topic_name } : null,
    bankName: page.bank_name,
    all: analyse(rollups),
    versions,
    shown,
    stimulus: page.stimulus_body ? { title: page.stimulus_title ?? '', body: page.stimulus_body } : null,
    stem: page.stem,
    countedBy: page.counted_by,
    options,
    flags: flagsOf(page.counted_by, shown.analysis, options),
  };
}

/** The current version; while it is a correction that nobody has answered yet, the newest that somebody has. */
function shownFirst(pages: readonly ItemPageRow[], rollups: readonly RollupRow[]): ItemPageRow | undefined {
  const met = new Set(rollups.map((row) => row.item_version_id));
  const current = pages.find((row) => row.is_current);
  if (!current?.is_correction || met.has(current.item_version_id)) return current;
  return pages.find((row) => met.has(row.item_version_id)) ?? current;
}

function toVersion(row: ItemPageRow, rollups: readonly RollupRow[]): VersionEvidence {
  return {
    itemVersionId: row.item_version_id,
    version: row.version,
    createdAt: row.created_at,
    isCurrent: row.is_current,
    analysis: analyse(rollups),
    repeatedAnswers: rollups.reduce((sum, each) => sum + each.repeat_count - each.repeat_omitted, 0),
  };
}

function toOptions(
  page: ItemPageRow,
  { n }: RollupAnalysis,
  counts: readonly OptionCountRow[],
): readonly OptionEvidence[] {
  return page.options.map(({ id, body }, position) => {
    const chosen =
      counts.find((row) => row.item_version_id === page.item_version_id && row.option_id === id)?.chosen ?? 0;
    return {
      optionId: id,
      letter: letterAt(position),
      body,
      isKey: page.key_ids.includes(id),
      rationale: page.rationales[id] ?? null,
      chosen,
      sharePercent: n < PROVISIONAL_FROM ? null : (100 * chosen) / n,
    };
  });
}
