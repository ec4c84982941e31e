import * as z from 'zod';
import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { ItemPart } from '@/lib/domain/scenario-import/fingerprint';
import type { LineCounts, LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import type { SettledCounts } from '@/lib/domain/scenario-import/settle-plan';
import { SOURCE_FORMATS } from '@/lib/domain/scenario-import/source-format';
import type { RichText } from '@/lib/domain/text/rich-text';

/** What one source may hold. Larger ones are split by their author; the words say so. */
export const MAX_SOURCE_BYTES = 10 * 1024 * 1024;

/** Control characters have no place in a name; line breaks only in a note. */
const isPrintable = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text.replaceAll(/[\n\r\t]/g, ''));
const NOT_PRINTABLE = 'Remove the characters that can’t be shown.';

const name = (what: string, longest: number) =>
  z
    .string(`Name the ${what}.`)
    .trim()
    .min(1, `Name the ${what}.`)
    .max(longest, `Use at most ${longest} characters.`)
    .refine((text) => isPrintable(text) && !/[\n\r\t]/.test(text), NOT_PRINTABLE);

export const bankName = name('bank', 120);
export const topicName = name('topic', 120);
const id = z.guid('Choose one from the list.');

export const sourceText = z
  .string('Paste a post or choose a file.')
  .refine(
    (text) => new TextEncoder().encode(text).length <= MAX_SOURCE_BYTES,
    'The source is larger than 10 MB. Split it and import the parts one after the other.',
  );

/** A topic that items of the import get. One that is named is used if it exists, otherwise made. */
const topicInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('existing'), id }),
  z.strictObject({ kind: z.literal('named'), name: topicName, blueprintDomainId: id.nullable() }),
]);

/**
 * `new` refuses a name that is taken, so that nobody adds to a bank by accident; `named` takes the bank of that name and
 * makes it when there is none.
 */
export const bankInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('existing'), id }),
  z.strictObject({ kind: z.enum(['new', 'named']), name: bankName, certificationId: id.nullable() }),
]);

export const sourceName = name('source', 200);
export const licenceNote = z
  .string()
  .trim()
  .max(2000, 'Use at most 2,000 characters.')
  .refine(isPrintable, NOT_PRINTABLE);

/** Where the questions of a source go. */
export const importTarget = z.strictObject({
  sourceName,
  bank: bankInput,
  licenceNote,
  topics: z.array(topicInput).max(500, 'At most 500 topics at a time.'),
  /** Index of an item in the post -> index into `topics`. Only items that are new to the bank get it. */
  topicOfItem: z.record(z.string().regex(/^\d{1,5}$/), z.number().int().min(0)),
  /** Index into `topics` for new items that `topicOfItem` doesn't name; null for none. */
  topicOfOthers: z.number().int().min(0).nullable().default(null),
  /** What new questions are: a draft reaches no learner before somebody looked at it. */
  itemState: z.enum(['draft', 'live']).default('live'),
});
export type ImportTarget = z.input<typeof importTarget>;

export const commitImportInput = importTarget.extend({
  sourceText,
  /** A scenario post unless it says otherwise. */
  format: z.enum(SOURCE_FORMATS).optional(),
});
export type CommitImportInput = z.input<typeof commitImportInput>;

export const previewInput = z.strictObject({ sourceText, bankId: id.nullable() });
export type PreviewInput = z.infer<typeof previewInput>;

/** How many items of a source went which way. `skipped` are blocked by an error or left out; `duplicate` repeat one of the same source. */
export type ImportCounts = SettledCounts;

/** `importId` is null when there was nothing to do: then nothing was written but the note that somebody tried. */
export interface CommitOutcome {
  readonly importId: string | null;
  readonly bankId: string;
  readonly bankName: string;
  readonly counts: ImportCounts;
}

/** What an import would do with an item. */
export type PlanAction = 'new' | 'changed' | 'same' | 'duplicate' | 'blocked';

/** What an item of a bank would change by an import. */
export type ItemChange = ItemPart | 'stimulus';

export interface PreviewItem {
  readonly number: number;
  /** Index into the stimuli, or null. */
  readonly stimulus: number | null;
  readonly content: ItemContent;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly ready: boolean;
  /** What the import would do with it; null while no bank is chosen. */
  readonly plan: { readonly action: PlanAction; readonly changes: readonly ItemChange[] } | null;
}

export interface PreviewStimulus {
  readonly body: RichText;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A post as the server reads it. Option ids are the letters of the source. */
export interface PreviewView {
  readonly stimuli: readonly PreviewStimulus[];
  readonly items: readonly PreviewItem[];
  readonly lines: LineCounts;
  readonly lineKinds: readonly LineKind[];
  readonly messages: readonly ImportMessage[];
  readonly cues: BankCues;
  /** Null while no bank is chosen. */
  readonly counts: ImportCounts | null;
}

export interface BankChoice {
  readonly id: string;
  readonly name: string;
  readonly certificationId: string | null;
  readonly items: number;
}

export interface DomainChoice {
  readonly id: string;
  readonly name: string;
  readonly weightPercent: number;
}

export interface CertificationChoice {
  readonly id: string;
  readonly name: string;
  /** Of its newest blueprint. */
  readonly domains: readonly DomainChoice[];
}

export interface TopicChoice {
  readonly id: string;
  readonly name: string;
  readonly domainIds: readonly string[];
}

/** What the options step offers. */
export interface ImportChoices {
  readonly banks: readonly BankChoice[];
  readonly certifications: readonly CertificationChoice[];
  readonly topics: readonly TopicChoice[];
}
