import 'server-only';
import { createHash } from 'node:crypto';
import { lintItems } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemContent, ItemOption } from '@/lib/domain/item/item-content';
import { fingerprintItem } from '@/lib/domain/scenario-import/fingerprint';
import { toItemDraft } from '@/lib/domain/scenario-import/item-draft';
import type { ParsedItem, ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import type { ExistingBank, ExistingItem, PlannedItem } from '@/lib/domain/scenario-import/plan';
import type { SettledPlan } from '@/lib/domain/scenario-import/settle-plan';
import { canonicalRichText } from '@/lib/domain/text/canonical';
import { isRichText } from '@/lib/domain/text/is-rich-text';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { PreviewItem, PreviewView } from './contract';

export interface ExistingItemRow {
  readonly id: string;
  readonly stimulus_id: string | null;
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffle_locked: boolean;
  readonly option_ids: readonly string[];
  readonly rationales: unknown;
}

export interface ExistingStimulusRow {
  readonly id: string;
  readonly body: unknown;
}

/** Stored text is checked before it is trusted: a damaged row is a bug to be seen, not to be drawn. */
export function toRichText(value: unknown, where: string): RichText {
  if (!isRichText(value)) throw new Error(`The text of ${where} is not rich text`);
  return value;
}

export function toOptions(value: unknown, where: string): readonly ItemOption[] {
  if (!Array.isArray(value)) throw new Error(`The options of ${where} are not a list`);
  return value.map((option: { id?: unknown; body?: unknown }) => ({
    id: String(option.id),
    body: toRichText(option.body, `an option of ${where}`),
  }));
}

export function toRationales(value: unknown, where: string): Readonly<Record<string, RichText>> {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([id, body]) => [id, toRichText(body, `a rationale of ${where}`)]));
}

function toExistingItem(row: ExistingItemRow): ExistingItem {
  const options = toOptions(row.options, row.id);
  const content: ItemContent = {
    title: row.title === '' ? null : row.title,
    stem: toRichText(row.stem, row.id),
    options,
    key: options.map((option) => option.id).filter((id) => row.option_ids.includes(id)),
    rationales: toRationales(row.rationales, row.id),
    shuffleLocked: row.shuffle_locked,
  };
  return { id: row.id, stimulusId: row.stimulus_id, content };
}

export const toExistingBank = (
  items: readonly ExistingItemRow[],
  stimuli: readonly ExistingStimulusRow[],
): ExistingBank => ({
  items: items.map(toExistingItem),
  stimuli: stimuli.map(({ id, body }) => ({ id, body: toRichText(body, id) })),
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const fingerprintOf = (body: RichText): string => sha256(canonicalRichText(body));
export const sourceHash = (source: string): string => sha256(source);

const itemFingerprint = (content: ItemContent): string => sha256(JSON.stringify(fingerprintItem(content)));

/** The source as the database can hold it: what isn't text becomes U+FFFD, so that lines and columns stay where they are. */
export const storableText = (source: string): string =>
  source.replaceAll('\0', '\ufffd').replaceAll(/\p{Cs}/gu, '\ufffd');

/** Rich text is read-only and nested in TypeScript, which Prisma's type of JSON input doesn't accept as it is. */
export const toJson = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** Where a version comes from; the same for every row of an import. */
export interface Origin {
  readonly organisationId: string;
  readonly importId: string;
  readonly licenceNote: string;
  readonly authorId: string | null;
}

/** The version of a stimulus that items of an import stand under. */
export interface PinnedStimulus {
  readonly id: string;
  readonly versionId: string;
}

/** A version to be written, with the item that it belongs to. */
export interface VersionDraft {
  readonly id: string;
  readonly itemId: string;
  /** True when the item itself has to be made. */
  readonly isNew: boolean;
  /** Of the item in the post. */
  readonly index: number;
  readonly version: number;
  readonly stimulus: PinnedStimulus | null;
  readonly content: ItemContent;
  readonly source: ParsedItem;
}

/** What is known before versions can be drafted: the stimuli by index in the post, and the latest version by item id. */
export interface DraftGround {
  readonly stimuli: readonly (PinnedStimulus | null)[];
  readonly latest: ReadonlyMap<string, number>;
  readonly newId: () => string;
}

/** One draft per item that is new or changed, in the order of the post. */
export function draftVersions(
  plan: SettledPlan,
  post: ParsedPost,
  { stimuli, latest, newId }: DraftGround,
): readonly VersionDraft[] {
  return plan.items.flatMap((item, index): readonly VersionDraft[] => {
    const source = post.items[index];
    if (source === undefined || (item.action !== 'new' && item.action !== 'changed')) return [];
    const isNew = item.action === 'new';
    const itemId = isNew ? newId() : item.id;
    return [
      {
        id: newId(),
        itemId,
        isNew,
        index,
        version: (latest.get(itemId) ?? 0) + 1,
        stimulus: (item.stimulus === null ? null : stimuli[item.stimulus]) ?? null,
        content: item.content,
        source,
      },
    ];
  });
}

/** A row of item_version by column: what goes to the database as JSON, thousands in one statement. */
export const toVersionRow = (origin: Origin, draft: VersionDraft) => ({
  id: draft.id,
  item_id: draft.itemId,
  version: draft.version,
  title: draft.content.title ?? '',
  stem: draft.content.stem,
  options: draft.content.options,
  stimulus_version_id: draft.stimulus?.versionId ?? null,
  key_count: draft.content.key.length,
  shuffle_locked: draft.content.shuffleLocked,
  fingerprint: itemFingerprint(draft.content),
  import_id: origin.importId,
  source_number: String(draft.source.number),
  first_line: draft.source.firstLine,
  last_line: draft.source.lastLine,
  licence_note: origin.licenceNote,
  author_id: origin.authorId,
});

/** A row of item_key by column. */
export const toKeyRow = (draft: VersionDraft) => ({
  item_version_id: draft.id,
  option_ids: [...draft.content.key].sort(),
  rationales: draft.content.rationales,
});

/** The post as the preview shows it. `settled` is null while no bank is chosen. */
export function toPreview(post: ParsedPost, settled: SettledPlan | null): PreviewView {
  const items = post.items.map((item, index) => toPreviewItem(item, settled?.items[index]));
  return {
    stimuli: post.stimuli.map(({ text, firstLine, lastLine }) => ({
      body: parseRichText(text),
      firstLine,
      lastLine,
    })),
    items,
    lines: post.lines,
    lineKinds: post.lineKinds,
    messages: post.messages,
    cues: lintItems(items.filter((item) => item.ready).map((item) => item.content)),
    counts: settled?.counts ?? null,
  };
}

function toPreviewItem(item: ParsedItem, planned: PlannedItem | undefined): PreviewItem {
  const { number, stimulus, firstLine, lastLine, ready } = item;
  const changes = planned?.action === 'changed' ? planned.changes : [];
  return {
    number,
    stimulus,
    firstLine,
    lastLine,
    ready,
    content: toItemDraft(item, (label) => label),
    plan: planned === undefined ? null : { action: planned.action, changes },
  };
}
