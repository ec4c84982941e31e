import 'server-only';
import { lintItems } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import { finalContent } from '@/lib/domain/scenario-import/plan';
import { choicesFor } from '@/lib/domain/scenario-import/row-kind';
import {
  countSettled,
  type SettledPlan,
  type SettledRow,
  settlePlan,
  totalsOf,
} from '@/lib/domain/scenario-import/settle-plan';
import { Prisma } from '@/lib/generated/prisma/client';
import type { DraftFacts } from '@/lib/infra/import-store/draft-source';
import type { Comparison } from '@/lib/infra/import-store/plan-source';
import type { PreparedSource } from '@/lib/infra/import-store/source-reading';
import {
  type DraftOptions,
  type DraftPreview,
  type DraftRow,
  MAX_SHOWN_MESSAGES,
  type MessageGroup,
  type PreviewRow,
  type PreviewWindow,
  previewWindow,
  type RowPartner,
  reasonToAsk,
  toDraftDecisions,
  toDraftOptions,
  topicOf,
} from './contract';

/** What somebody has done in the draft `d`: what a list and the question before discarding say, and what discarding records. */
export const DRAFT_WORK = Prisma.sql`d.edited_text IS NOT NULL AS edited,
  ((SELECT count(*) FROM jsonb_object_keys(coalesce(d.decisions -> 'rules', '{}'))) +
   (SELECT count(*) FROM jsonb_object_keys(coalesce(d.decisions -> 'rows', '{}'))))::int AS decided`;

export interface DraftRecord {
  readonly id: string;
  readonly source_name: string;
  readonly created_by: string;
  readonly created_by_id: string;
  readonly updated_at: Date;
  readonly expires_at: Date;
  readonly bytes: number;
  readonly edited: boolean;
  readonly decided: number;
  readonly job_id: string | null;
  readonly job_state: NonNullable<DraftRow['job']>['state'] | null;
}

export const toDraftRow = (row: DraftRecord, ownId: string | null): DraftRow => ({
  id: row.id,
  sourceName: row.source_name,
  createdBy: row.created_by,
  isOwn: row.created_by_id === ownId,
  updatedAt: row.updated_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  bytes: row.bytes,
  work: { edited: row.edited, decisions: row.decided },
  job: row.job_id === null || row.job_state === null ? null : { id: row.job_id, state: row.job_state },
});

export function toDraftPreview(
  draft: DraftFacts,
  reading: PreparedSource,
  compared: Comparison,
  given: PreviewWindow,
  shut: DraftPreview['shut'] = null,
): DraftPreview {
  const options = toDraftOptions(draft.options);
  const settled = settlePlan(compared.plan, toDraftDecisions(draft.decisions));
  const window = previewWindow.parse(given);
  const { post, incoming } = reading;
  const shown = settled.rows.filter(rowFilter(window.show, post.messages));
  const from = firstShown(window, shown, reading);
  const rows = shown
    .slice(from, from + window.rows)
    .flatMap((row) => toPreviewRow(row, { reading, compared, options }) ?? []);
  const asked = post.messages.filter(({ code }) => window.code === undefined || code === window.code);
  const tagCounts = new Map<string, number>();
  for (const tag of post.items.flatMap(({ tags }) => tags)) tagCounts.set(tag, (tagCounts.get(tag) ?? 0) + 1);
  return {
    rev: draft.rev,
    format: reading.format,
    confidence: reading.confidence,
    guesses: reading.guesses,
    table: reading.table,
    items: post.items.length,
    ready: post.items.filter(({ ready }) => ready).length,
    stimuli: post.stimuli.length,
    lines: post.lines,
    lineRuns: toRuns(post.lineKinds),
    totals: toTotals(settled),
    shut,
    shown: shown.length,
    from,
    rows,
    shownStimuli: stimuliOf(rows, reading),
    messageGroups: groupMessages(post.messages),
    messageTotal: asked.length,
    messages: asked.slice(0, MAX_SHOWN_MESSAGES),
    tags: [...tagCounts].map(([name, items]) => ({ name, items })),
    cues: cuesOf(reading, incoming),
    rightToUseReason: reasonToAsk(post.messages, options),
    media: reading.media.length,
  };
}

/** Clues take a second to find in ten thousand questions and don't depend on decisions. */
const cues = new WeakMap<PreparedSource, DraftPreview['cues']>();
function cuesOf(reading: PreparedSource, incoming: PreparedSource['incoming']): DraftPreview['cues'] {
  const known = cues.get(reading);
  if (known !== undefined) return known;
  const found = lintItems(incoming.filter(({ source }) => source.ready).map(({ content }) => content));
  cues.set(reading, found);
  return found;
}

function toTotals(settled: SettledPlan): DraftPreview['totals'] {
  const { stimuliCreated, stimuliChanged } = countSettled(settled);
  return { ...totalsOf(settled.rows), stimuliCreated, stimuliChanged };
}

function rowFilter(
  show: ReturnType<typeof previewWindow.parse>['show'],
  messages: readonly ImportMessage[],
): (row: SettledRow) => boolean {
  if (show === 'all') return () => true;
  if (show !== 'problems') {
    return ({ kind, changes }) => kind === show || changes.some((change) => change === show);
  }
  const faulty = new Set(messages.flatMap(({ level, item }) => (level === 'info' ? [] : [item])));
  return ({ index }) => index !== null && faulty.has(index);
}

/** Where the window begins: at `from`, or half a window before the question of `line`. */
function firstShown(
  { line, from, rows }: ReturnType<typeof previewWindow.parse>,
  shown: readonly SettledRow[],
  { post }: PreparedSource,
): number {
  if (line === undefined) return Math.min(from, Math.max(0, shown.length - 1));
  const startOf = ({ index }: SettledRow): number =>
    post.items[index ?? -1]?.firstLine ?? Number.MAX_SAFE_INTEGER;
  const at = shown.findLastIndex((row) => startOf(row) <= line);
  return Math.max(0, Math.min(at - Math.floor(rows / 2), shown.length - rows));
}

interface RowContext {
  readonly reading: PreparedSource;
  readonly compared: Comparison;
  readonly options: DraftOptions;
}

function toPreviewRow(row: SettledRow, context: RowContext): PreviewRow | null {
  const { reading, options } = context;
  const item = row.index === null ? undefined : reading.incoming[row.index];
  const other = partnerOf(row, context);
  const known = row.target === null || other?.itemId !== row.target ? null : other.content;
  const content = item === undefined ? other?.content : finalContent(item, known, keepLabel);
  if (content === undefined) return null;
  const source = item?.source;
  const tags = source?.tags ?? [];
  return {
    key: row.key,
    index: row.index,
    number: source?.number ?? 0,
    sourceId: source?.sourceId ?? null,
    kind: row.kind,
    changes: row.changes,
    decision: row.decision,
    isChosen: row.isChosen,
    choices: choicesFor(row),
    firstLine: source?.firstLine ?? 0,
    lastLine: source?.lastLine ?? 0,
    keyLine: source?.keyLine ?? null,
    stimulus: row.stimulus,
    content,
    other: item === undefined ? null : other,
    tags,
    topic: item === undefined ? null : topicOf(options, { key: row.key, tags }),
  };
}

/** Options that the bank doesn't know show under their label. */
const keepLabel = (label: string): string => label;

function partnerOf({ partner }: SettledRow, { reading, compared }: RowContext): RowPartner | null {
  if (partner === null) return null;
  if ('index' in partner) {
    const content = reading.incoming[partner.index]?.content;
    return content === undefined ? null : { itemId: null, index: partner.index, content, similarity: null };
  }
  const { itemId, similarity } = partner;
  const content = contentOf(itemId, compared);
  return content === null ? null : { itemId, index: null, content, similarity };
}

const contentOf = (itemId: string, { existing }: Comparison): ItemContent | null =>
  existing.items.find(({ id }) => id === itemId)?.content ?? null;

function stimuliOf(rows: readonly PreviewRow[], { post }: PreparedSource): DraftPreview['shownStimuli'] {
  const wanted = new Set(rows.flatMap(({ stimulus }) => stimulus ?? []));
  return [...wanted].flatMap((index) => {
    const stimulus = post.stimuli[index];
    return stimulus === undefined ? [] : [{ index, ...stimulus }];
  });
}

function toRuns(kinds: readonly LineKind[]): DraftPreview['lineRuns'] {
  const runs: [LineKind, number][] = [];
  for (const kind of kinds) {
    const last = runs.at(-1);
    if (last?.[0] === kind) last[1] += 1;
    else runs.push([kind, 1]);
  }
  return runs;
}

function groupMessages(messages: readonly ImportMessage[]): readonly MessageGroup[] {
  const groups = new Map<string, MessageGroup>();
  for (const { code, level, line, fixes } of messages) {
    const group = groups.get(code) ?? { code, level, count: 0, firstLine: line, fixable: 0 };
    const fixable = group.fixable + (fixes === undefined ? 0 : 1);
    groups.set(code, { ...group, count: group.count + 1, fixable });
  }
  return [...groups.values()];
}
