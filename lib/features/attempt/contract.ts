import * as z from 'zod';
import { ACT_KINDS, type Activity } from '@/lib/domain/attempt/activity';
import type { StoredAnswer } from '@/lib/domain/attempt/answer';
import type { AttemptReceipt, ReceiptSignature } from '@/lib/domain/attempt/receipt';
import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import type { Verdict } from '@/lib/domain/grading/grade-response';
import type { CutResult, Score } from '@/lib/domain/grading/score';
import { MAX_OPTIONS } from '@/lib/domain/item/item-content';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { FeedbackPolicy } from '@/lib/features/assignment/contract';
import type { SentReport } from '@/lib/features/problem-report/contract';
import type { ShutItem } from '@/lib/features/shut-keys/contract';

const id = z.uuid().lowercase();

export const startInput = z.object({ assignmentId: id });

export const leaveInput = z.object({ attemptId: id });

export const attemptParams = z.object({ attemptId: id });
export const clockParams = z.object({ attemptId: id, leaseId: id });
export const responseParams = z.object({ attemptId: id, itemId: id });

const GREATEST_REV = 2 ** 31 - 1;
const MOST_QUESTIONS = 1000;
/** So many travel with one call; more wait for the next. */
const MOST_ACTS = 200;

const revision = z.int().min(1).max(GREATEST_REV);
const duration = z.int().min(0).max(GREATEST_REV);
const selected = z.array(id).max(MAX_OPTIONS);

const act = z.strictObject({
  kind: z.enum(ACT_KINDS),
  position: z.int().min(1).max(MOST_QUESTIONS),
  option: z
    .int()
    .min(0)
    .max(MAX_OPTIONS - 1)
    .optional(),
  agoMs: duration,
});
const acts = z.array(act).max(MOST_ACTS);
const batchOfActs = z.strictObject({ batch: revision, list: acts }).optional();

const revisedResponse = z.strictObject({
  leaseId: id,
  epoch: z.int().min(0).max(GREATEST_REV),
  base: z.int().min(0).max(GREATEST_REV),
  rev: revision,
  answer: z.strictObject({ kind: z.literal('choice'), selected }),
  agoMs: duration,
  acts: acts.default([]),
});
/** What pages of the release before send that are still open. */
const bareResponse = z.strictObject({ leaseId: id, rev: revision, selected, flagged: z.boolean() });

export const responseInput = z.union([revisedResponse, bareResponse]);
export type ResponseBody = z.output<typeof responseInput>;
export const leaseInput = z.strictObject({ leaseId: id, acts: batchOfActs });
export const submissionInput = z.strictObject({ leaseId: id, submitKey: id, acts: batchOfActs });

/** An item as its taker may see it before release: no key, no rationale, no title (titles name the topic). */
export interface LearnerItem {
  readonly itemId: string;
  readonly position: number;
  readonly stem: RichText;
  /** In the order of this learner: the first is A. */
  readonly options: readonly { readonly id: string; readonly body: RichText }[];
  /** How many options to choose. */
  readonly keyCount: number;
  readonly stimulusId: string | null;
}

/** Everything that the exam player starts from. */
export interface PlayerView {
  readonly attemptId: string;
  readonly examName: string;
  /** Time allowed in total, for the look of the clock. */
  readonly allowedMs: number;
  readonly remainingMs: number;
  /** Staff paused it: the clock stands, and nothing is saved until it goes on. */
  readonly isPaused: boolean;
  /** The cohort that it was given to is archived, or the learner has left it. The exam goes on. */
  readonly cohortEnded: boolean;
  /** Oldest first. */
  readonly notices: readonly AttemptNotice[];
  readonly items: readonly LearnerItem[];
  readonly stimuli: readonly { readonly id: string; readonly body: RichText }[];
  readonly stored: readonly StoredAnswer[];
  /** What was looked at, flagged and struck out so far, in order of receipt. */
  readonly activity: readonly Activity[];
}

/** Why there are no results to show yet, or at all. */
export type ResultsWait =
  | { readonly why: 'still_open' }
  | { readonly why: 'hidden' }
  | { readonly why: 'after_close'; readonly until: string }
  | { readonly why: 'by_hand' }
  /** The learner left it without a result. */
  | { readonly why: 'left' }
  /** Staff voided it. */
  | { readonly why: 'voided' }
  /** Closed a moment ago; being marked. */
  | { readonly why: 'grading' };

export interface ReceiptView {
  readonly attemptId: string;
  readonly assignmentId: string;
  readonly examName: string;
  readonly learnerName: string;
  readonly number: number;
  readonly startedAt: string;
  /** It was closed, or its time is up. */
  readonly isOver: boolean;
  /** Null while the attempt still runs, or for a moment after its time is up. */
  readonly receipt: AttemptReceipt | null;
  readonly lateCount: number;
  readonly notices: readonly AttemptNotice[];
  /** Over the receipt and the number of late answers, as they are now. */
  readonly signature: ReceiptSignature | null;
  readonly wait: ResultsWait | null;
}

/** A topic's share of one attempt: counts only, because a few answers carry no more. */
export interface TopicResult {
  readonly name: string;
  readonly correct: number;
  readonly total: number;
}

/** What a learner is told about a question whose key was corrected after its form was frozen. */
export interface ItemCorrection {
  /** ISO 8601; null where the policy doesn't show keys. */
  readonly correctedAt: string | null;
  /** Whether this learner's answer counts another way than at first. */
  readonly change: 'gained' | 'lost' | null;
  readonly countsForAll: boolean;
  /** Options that are no part of the key that is shown and yet count as right. */
  readonly alsoRight: readonly string[];
}

/** What corrections of keys did to a result, from the first to the latest. */
export interface ScoreCorrection {
  /** ISO 8601, of the latest. */
  readonly correctedAt: string;
  readonly correctBefore: number;
  readonly correctAfter: number;
  readonly passedBefore: boolean;
  readonly passedAfter: boolean;
  readonly isNew: boolean;
}

/** An item after release. What the policy doesn't show is null. */
export interface ReviewItem extends LearnerItem {
  /** Null while the review is shut. */
  readonly selected: readonly string[] | null;
  readonly flagged: boolean;
  readonly verdict: Verdict | null;
  /** False when the time ran out before it: not right in the score, and no evidence. */
  readonly reached: boolean;
  readonly key: readonly string[] | null;
  readonly rationales: Readonly<Record<string, RichText>> | null;
  /** What the learner reported about it here. */
  readonly report: SentReport | null;
  readonly correction: ItemCorrection | null;
  /**
   * Why keys, rationales, verdicts, what was chosen and answers to reports are not shown for now, of all questions because of one;
   * null where they are as the policy says.
   */
  readonly shut: ShutItem | null;
}

export interface ResultsView {
  readonly attemptId: string;
  readonly assignmentId: string;
  readonly examName: string;
  readonly learnerName: string;
  readonly number: number;
  readonly closedAt: string;
  readonly durationSeconds: number;
  readonly allowedSeconds: number;
  readonly notices: readonly AttemptNotice[];
  readonly closedBy: 'submitted' | 'expired';
  readonly policy: Exclude<FeedbackPolicy, 'hidden'>;
  readonly score: Score;
  /** What was not answered, told apart; null where the policy doesn't show single questions. */
  readonly blanks: { readonly omitted: number; readonly notReached: number } | null;
  readonly result: CutResult | null;
  readonly cutIsAssumed: boolean;
  readonly correction: ScoreCorrection | null;
  readonly topics: readonly TopicResult[];
  /** Empty unless the policy shows single questions. */
  readonly items: readonly ReviewItem[];
  readonly stimuli: readonly { readonly id: string; readonly body: RichText }[];
}

export type Results =
  | { readonly kind: 'released'; readonly results: ResultsView }
  | {
      readonly kind: 'waiting';
      readonly attemptId: string;
      readonly examName: string;
      readonly wait: ResultsWait;
      readonly notices: readonly AttemptNotice[];
    };

/** A domain of a certification's blueprint with this learner's answers in it; first meetings with an item only. */
export interface PracticeDomain {
  readonly domainId: string;
  readonly name: string;
  readonly weightPercent: number;
  readonly correct: number;
  /** Answers given. */
  readonly answered: number;
  /** Left blank: wrong. */
  readonly omitted: number;
}

/** What would help one learner most, for one certification that they prepare for. */
export interface PracticeView {
  readonly certification: string;
  readonly advice: string;
  readonly domains: readonly PracticeDomain[];
}
