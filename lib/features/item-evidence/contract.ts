import * as z from 'zod';
import type { ItemFlag } from '@/lib/domain/statistics/item-flag';
import type { RollupAnalysis } from '@/lib/domain/statistics/rollup-analysis';
import type { RichText } from '@/lib/domain/text/rich-text';

/** The name of the list of a topic's questions in an address: its page has two. */
export const QUESTIONS = 'questions';

/** How an item of a topic behaves in one cohort, all versions together. */
export interface ItemSummary {
  readonly itemId: string;
  readonly title: string;
  readonly isLive: boolean;
  /** How many of its versions were answered in the cohort. */
  readonly versionCount: number;
  readonly analysis: RollupAnalysis;
  readonly flags: readonly ItemFlag[];
}

/** One option in the order of the source, with what the cohort did with it at its first exposure. */
export interface OptionEvidence {
  readonly optionId: string;
  readonly letter: string;
  readonly body: RichText;
  readonly isKey: boolean;
  readonly rationale: RichText | null;
  readonly chosen: number;
  /** Of those who answered, 0 to 100; null below the number of answers from which a share is shown. */
  readonly sharePercent: number | null;
}

/** Which key answers to a version are counted by: its own, one that corrections ruled, or none because everybody gets the point. */
export type CountedBy = 'own' | 'corrected' | 'full_credit';

/** One version of an item, as an instructor sees it. */
export interface VersionEvidence {
  readonly itemVersionId: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly isCurrent: boolean;
  readonly analysis: RollupAnalysis;
  /** Answers to it by learners who had met the item before; not in the analysis. */
  readonly repeatedAnswers: number;
}

export interface ItemEvidence {
  readonly cohortId: string;
  readonly cohortName: string;
  readonly itemId: string;
  readonly title: string;
  readonly isLive: boolean;
  readonly topic: { readonly topicId: string; readonly name: string } | null;
  readonly bankName: string;
  /** The question as a whole: every version of it together. */
  readonly all: RollupAnalysis;
  /** Newest first. */
  readonly versions: readonly VersionEvidence[];
  /** The version that is shown, and everything below belongs to it. */
  readonly shown: VersionEvidence;
  readonly stimulus: { readonly title: string; readonly body: RichText } | null;
  readonly stem: RichText;
  readonly countedBy: CountedBy;
  readonly options: readonly OptionEvidence[];
  readonly flags: readonly ItemFlag[];
}

/** Which version the page shows; the current one unless the address says otherwise. */
export const versionNumber = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined);
