import * as z from 'zod';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { ShutItem } from '../shut-keys/contract';

export const REPORT_KINDS = ['wrong_key', 'unclear', 'typo', 'outdated', 'other'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_STATES = ['open', 'answered', 'corrected', 'declined'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export const KIND_WORDS: Readonly<Record<ReportKind, string>> = {
  wrong_key: 'The key is wrong',
  unclear: 'It is unclear',
  typo: 'There is a mistake in the writing',
  outdated: 'It is out of date',
  other: 'Something else',
};

export const STATE_WORDS: Readonly<Record<ReportState, string>> = {
  open: 'Open',
  answered: 'Answered',
  corrected: 'Question corrected',
  declined: 'Declined',
};

/** How many reports one learner may send in a day: more is a program. */
export const MAX_REPORTS_A_DAY = 20;

export const reportInput = z.object({
  attemptId: z.guid(),
  itemId: z.guid(),
  kind: z.enum(REPORT_KINDS, 'Choose what is wrong.'),
  body: z
    .string()
    .trim()
    .min(1, 'Say what is wrong, so that somebody can look.')
    .max(1000, 'Use at most 1,000 characters.'),
});
export type Report = z.infer<typeof reportInput>;

export const resolveInput = z.object({
  reportId: z.guid(),
  outcome: z.enum(['answered', 'corrected', 'declined'], 'Choose what came of it.'),
  answer: z
    .string()
    .trim()
    .min(1, 'Write what the learner is told.')
    .max(2000, 'Use at most 2,000 characters.'),
});
export type Resolve = z.infer<typeof resolveInput>;

/** A report as its own learner sees it at the question. */
export interface SentReport {
  readonly id: string;
  readonly kind: ReportKind;
  readonly body: string;
  readonly state: ReportState;
  readonly answer: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** One of the reports that a learner sent, with where it belongs. */
export interface OwnReport extends SentReport {
  readonly attemptId: string;
  readonly itemId: string;
  readonly position: number;
  readonly examName: string;
  readonly resolvedAt: string | null;
  /** Why the answer is not shown for now. */
  readonly shut: ShutItem | null;
}

/** What the queue is narrowed to; null leaves a filter out. */
export interface ReportFilter extends ListQuery {
  readonly state: ReportState | 'closed' | null;
  readonly kind: ReportKind | null;
  readonly itemId: string | null;
}

export interface ReportRow {
  readonly id: string;
  readonly itemId: string;
  readonly title: string;
  readonly bankName: string;
  readonly learner: string;
  readonly kind: ReportKind;
  readonly body: string;
  readonly state: ReportState;
  readonly createdAt: string;
  /** True when the question has another version by now than the one that was reported. */
  readonly isChanged: boolean;
}

export interface ReportPage extends Page<ReportRow> {
  /** Of all that this reader may see, whatever the filter. */
  readonly open: number;
}

/** What somebody reported as a learner: a part of it, and how many there are whatever the search. */
export interface OwnReports extends Page<OwnReport> {
  readonly sent: number;
  readonly answered: number;
}

interface ReportedVersion {
  readonly version: number;
  readonly content: ItemContent;
  readonly stimulus: RichText | null;
}

/** A report with the question as the learner had it and as it is now. */
export interface ReportDetail extends Omit<ReportRow, 'isChanged'> {
  readonly bankId: string;
  readonly examName: string;
  readonly reported: ReportedVersion;
  readonly current: ReportedVersion;
  /** Option ids in the order that the learner had, and those that they chose. */
  readonly optionOrder: readonly string[];
  readonly selected: readonly string[];
  readonly answer: string;
  readonly resolver: string | null;
  readonly resolvedAt: string | null;
  /** A cohort in which the reader sees evidence for the question; null when there is none. */
  readonly cohortId: string | null;
  /** Other open reports about the same question. */
  readonly others: number;
}
