import * as z from 'zod';
import type { Coverage } from '@/lib/domain/blueprint/coverage';
import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { ItemState } from '@/lib/domain/item/item-life';
import type { ItemPart } from '@/lib/domain/scenario-import/fingerprint';
import type { RichText } from '@/lib/domain/text/rich-text';
import { bankName } from '../scenario-import/contract';

const optionalId = z.union([z.literal('').transform(() => null), z.guid('Choose one from the list.')]);
const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export const createBankInput = z.object({ name: bankName, certificationId: optionalId });
export type CreateBank = z.infer<typeof createBankInput>;

export const changeBankInput = createBankInput.extend({ bankId: z.guid() });
export type ChangeBank = z.infer<typeof changeBankInput>;

export const setTopicInput = z.object({
  bankId: z.guid(),
  itemIds: z.preprocess(list, z.array(z.guid()).min(1, 'Choose at least one question.').max(500)),
  topicId: optionalId,
});
export type SetTopic = z.infer<typeof setTopicInput>;

export interface BankRow {
  readonly id: string;
  readonly name: string;
  readonly certificationId: string | null;
  readonly certificationName: string | null;
  readonly live: number;
  readonly draft: number;
  readonly inReview: number;
  readonly retired: number;
  readonly withoutTopic: number;
  /** ISO 8601; null when nothing was imported. */
  readonly lastImportAt: string | null;
}

/** One of a list to choose from. */
export interface NamedChoice {
  readonly id: string;
  readonly name: string;
}

export interface BankList {
  readonly banks: readonly BankRow[];
  readonly certifications: readonly NamedChoice[];
}

/** What the list of a bank's items is narrowed to; null leaves a filter out. `topic` may be `none`. */
export interface ItemFilter {
  readonly topic: string | null;
  readonly state: ItemState | null;
  readonly text: string | null;
  /** From 1. */
  readonly page: number;
}

export interface TopicCount {
  readonly id: string;
  readonly name: string;
  readonly live: number;
  /** Domains of the bank's newest blueprint that the topic counts for. */
  readonly domainIds: readonly string[];
}

export interface BankOverview extends BankRow {
  /** Topics of its items. */
  readonly topics: readonly TopicCount[];
  /** Every topic of the organisation, to choose from. */
  readonly allTopics: readonly NamedChoice[];
  readonly certifications: readonly NamedChoice[];
  /** Null when the bank has no certification with a blueprint. */
  readonly coverage: (Coverage & { readonly label: string }) | null;
  readonly cues: BankCues;
}

export interface ItemRow {
  readonly id: string;
  readonly title: string;
  /** The beginning of the stem as plain text. */
  readonly excerpt: string;
  readonly topicName: string | null;
  readonly state: ItemState;
  readonly version: number;
}

/** Items that share a background, in order; a group of one without it has a null stimulus. */
export interface ItemGroup {
  readonly stimulusId: string | null;
  readonly stimulusExcerpt: string | null;
  readonly items: readonly ItemRow[];
}

export interface ItemPage {
  readonly groups: readonly ItemGroup[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

export interface VersionView {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly author: string | null;
  readonly importId: string | null;
  readonly importName: string | null;
  readonly sourceNumber: string;
  readonly firstLine: number | null;
  readonly lastLine: number | null;
  readonly licenceNote: string;
  /** Parts that differ from the version before; empty for the first. */
  readonly changes: readonly (ItemPart | 'stimulus')[];
  readonly isCurrent: boolean;
}

export interface ItemDetail {
  readonly id: string;
  readonly state: ItemState;
  readonly title: string;
  readonly bankId: string;
  readonly bankName: string;
  readonly topicId: string | null;
  readonly topicName: string | null;
  readonly content: ItemContent;
  readonly stimulus: RichText | null;
  /** How many other items stand under the same stimulus. */
  readonly siblings: number;
  /** How many exams name it. */
  readonly exams: number;
  /** Newest first. */
  readonly versions: readonly VersionView[];
}
