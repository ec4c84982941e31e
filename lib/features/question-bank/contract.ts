import * as z from 'zod';
import type { Coverage } from '@/lib/domain/blueprint/coverage';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { ItemState } from '@/lib/domain/item/item-life';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import type { ItemPart } from '@/lib/domain/scenario-import/fingerprint';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { EditKind } from '../bulk-edit/contract';
import type { RightToUse } from '../item-search/contract';
import { bankName } from '../scenario-import/contract';
import type { ShutKeys } from '../shut-keys/contract';

const optionalId = z.union([z.literal('').transform(() => null), z.guid('Choose one from the list.')]);

export const createBankInput = z.object({ name: bankName, certificationId: optionalId });
export type CreateBank = z.infer<typeof createBankInput>;

export const changeBankInput = createBankInput.extend({ bankId: z.guid() });
export type ChangeBank = z.infer<typeof changeBankInput>;

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
  readonly query: ListQuery;
  readonly banks: Page<BankRow>;
  readonly certifications: readonly NamedChoice[];
}

export interface TopicCount {
  readonly id: string;
  readonly name: string;
  readonly live: number;
  /** First-time answers to its live items, all versions, from the roll-ups. */
  readonly answers: number;
  /** Domains of the bank's newest blueprint that the topic counts for. */
  readonly domainIds: readonly string[];
}

/** How much of an exam a bank covers, and how much is known about it. */
export interface BankCoverage extends Coverage {
  readonly label: string;
  /** First-time answers per domain, in the order of `perDomain`. */
  readonly answers: readonly number[];
}

/** A bulk edit that its author can still take back. */
export interface LastEdit {
  readonly id: string;
  readonly kind: EditKind;
  readonly items: number;
  /** Those that still have what was set: undoing gives these back what they had. */
  readonly restorable: number;
  readonly undone: boolean;
}

export interface BankOverview extends BankRow {
  /** The exam for which keys of the bank are shut for this person. */
  readonly shut: ShutKeys | null;
  /** Topics of its items. */
  readonly topics: readonly TopicCount[];
  /** Every topic of the organisation, to choose from. */
  readonly allTopics: readonly NamedChoice[];
  readonly certifications: readonly NamedChoice[];
  /** Imports that its items come from, newest first. */
  readonly imports: readonly NamedChoice[];
  /** Null when the bank has no certification with a blueprint. */
  readonly coverage: BankCoverage | null;
  /** Items by right to use, whatever their state. */
  readonly rights: Readonly<Record<RightToUse, number>>;
  /** Items with a report that waits for an answer. */
  readonly reported: number;
  readonly lastEdit: LastEdit | null;
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
  readonly rightToUse: RightToUse;
  /** Who said so, and when (ISO 8601). */
  readonly rightSetBy: string | null;
  readonly rightSetAt: string | null;
  /** Of the item; null: that of the current version holds. */
  readonly licenceNote: string | null;
  /** Newest first. */
  readonly versions: readonly VersionView[];
}
