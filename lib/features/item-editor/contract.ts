import * as z from 'zod';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { ItemState } from '@/lib/domain/item/item-life';
import { type ItemText, SHUFFLE_CHOICES } from '@/lib/domain/item/item-text';
import type { RichText } from '@/lib/domain/text/rich-text';

/** Far more than any question holds; what is longer is a file in the wrong field. */
export const MAX_TEXT = 20_000;
const text = z.string().max(MAX_TEXT, 'Use at most 20,000 characters.');
const id = z.guid('Choose one from the list.');

/** The background of the item. Another `text` than that of `versionId` makes a new version for all its items. */
const stimulusDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('existing'), id, versionId: id, text }),
  z.strictObject({ kind: z.literal('new'), text }),
]);

const itemDraft = z.strictObject({
  item: z.strictObject({
    title: z.string().max(200, 'Use at most 200 characters for the title.'),
    stem: text,
    options: z
      .array(z.strictObject({ id: z.guid(), text, isKey: z.boolean(), rationale: text }))
      .max(50)
      .refine((options) => new Set(options.map((option) => option.id)).size === options.length),
    overall: text,
    shuffle: z.enum(SHUFFLE_CHOICES),
  }) satisfies z.ZodType<ItemText>,
  stimulus: stimulusDraft,
  topicId: id.nullable(),
  /** The topic that the author began with: one that they left alone stays what somebody else made of it meanwhile. */
  topicWas: id.nullable().optional(),
  licenceNote: z.string().trim().max(2000, 'Use at most 2,000 characters for the licence.'),
  changeNote: z.string().trim().max(500, 'Use at most 500 characters for the reason.'),
});
export type ItemDraft = z.infer<typeof itemDraft>;

/** A draft travels as one field of JSON: a question has as many fields as its author gives it. */
const draftField = z
  .string()
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue('The question did not arrive whole. Send it again.');
      return z.NEVER;
    }
  })
  .pipe(itemDraft);

export const createItemInput = z.object({ bankId: z.guid(), draft: draftField });
export type CreateItem = z.infer<typeof createItemInput>;

export const saveItemInput = z.object({
  itemId: z.guid(),
  /** The version that the author began with. */
  expectedVersion: z.coerce.number().int().positive(),
  draft: draftField,
});
export type SaveItem = z.infer<typeof saveItemInput>;

export const restoreVersionInput = z.object({
  itemId: z.guid(),
  expectedVersion: z.coerce.number().int().positive(),
  version: z.coerce.number().int().positive(),
});
export type RestoreVersion = z.infer<typeof restoreVersionInput>;

/** A background of the bank, to choose from. */
export interface StimulusChoice {
  readonly id: string;
  readonly versionId: string;
  readonly body: RichText;
  /** How many items stand under it. */
  readonly items: number;
}

export interface EditorChoices {
  readonly bankId: string;
  readonly bankName: string;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  readonly stimuli: readonly StimulusChoice[];
}

/** An item as the editor opens it. */
export interface EditableItem extends EditorChoices {
  readonly id: string;
  readonly state: ItemState;
  readonly version: number;
  readonly content: ItemContent;
  readonly stimulusId: string | null;
  readonly topicId: string | null;
  readonly licenceNote: string;
  /** Who made the current version, and when (ISO 8601). */
  readonly author: string | null;
  readonly savedAt: string;
  /** True when the key changes results and is therefore corrected elsewhere. */
  readonly isKeyLocked: boolean;
}

/** One version in full, to be set beside another. */
export interface VersionText {
  readonly id: string;
  readonly version: number;
  readonly content: ItemContent;
  readonly stimulus: RichText | null;
  readonly author: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly changeNote: string;
  readonly importName: string | null;
  readonly licenceNote: string;
}

export interface VersionPair {
  readonly itemId: string;
  readonly title: string;
  readonly bankId: string;
  readonly bankName: string;
  readonly state: ItemState;
  readonly currentVersion: number;
  /** Newest first: the numbers that there are. */
  readonly versions: readonly number[];
  readonly from: VersionText;
  readonly to: VersionText;
}
