import 'server-only';
import { createHash } from 'node:crypto';
import type { ItemContent, ItemOption } from '@/lib/domain/item/item-content';
import { fingerprintItem } from '@/lib/domain/scenario-import/fingerprint';
import { canonicalRichText } from '@/lib/domain/text/canonical';
import { isRichText } from '@/lib/domain/text/is-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';

/** Stored text is checked before it is trusted: a damaged row is a bug to be seen, not to be drawn. */
export function toRichText(value: unknown, where: string): RichText {
  if (!isRichText(value)) throw new Error(`The text of ${where} is not rich text`);
  return value;
}

function toOptions(value: unknown, where: string): readonly ItemOption[] {
  if (!Array.isArray(value)) throw new Error(`The options of ${where} are not a list`);
  return value.map((option: { id?: unknown; body?: unknown }) => ({
    id: String(option.id),
    body: toRichText(option.body, `an option of ${where}`),
  }));
}

function toRationales(value: unknown, where: string): Readonly<Record<string, RichText>> {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([id, body]) => [id, toRichText(body, `a rationale of ${where}`)]));
}

/** The columns of item_version and item_key that say what an item says. */
export interface ContentColumns {
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffle_locked: boolean;
  readonly option_ids: readonly string[];
  readonly rationales: unknown;
}

export function toContent(id: string, row: ContentColumns): ItemContent {
  const options = toOptions(row.options, id);
  return {
    title: row.title === '' ? null : row.title,
    stem: toRichText(row.stem, id),
    options,
    key: options.map((option) => option.id).filter((option) => row.option_ids.includes(option)),
    rationales: toRationales(row.rationales, id),
    shuffleLocked: row.shuffle_locked,
  };
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** How a version's content is stored for comparison; the importer looks items up by it, so every writer must use this one. */
export const itemFingerprint = (content: ItemContent): string => sha256(fingerprintItem(content));

export const stimulusFingerprint = (body: RichText): string => sha256(canonicalRichText(body));
