import * as z from 'zod';
import { type ListQuery, type Page, readPageNumber, readWords } from '@/lib/domain/kernel/page';
import type { CellState } from '@/lib/domain/weakness/cell-state';

/** A percentage correct with its 95 % interval; null without an answer. All values are 0 to 100. */
export interface Estimated {
  readonly percent: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** First-time answers given. */
  readonly n: number;
  /** Met for the first time and left blank: wrong in the percentage, not in n. */
  readonly omitted: number;
}

/** The mark that everything on a page is judged against. */
export interface Cut {
  readonly percent: number;
  /** Where it comes from: "assumed", or the organisation's source; null when no certification says anything and it is the organisation's default. */
  readonly source: string | null;
}

/** An open exam of a cohort that somebody hasn't started. */
export interface WaitingExam {
  readonly assignmentId: string;
  readonly examName: string;
  readonly closesAt: Date;
  readonly learnerCount: number;
  readonly notStartedCount: number;
}

/** One cohort on the first page of an instructor. */
export interface CohortSummary {
  readonly cohortId: string;
  readonly name: string;
  readonly certificationName: string | null;
  readonly cut: Cut;
  /** Who is in it now. */
  readonly learnerCount: number;
  /** Who left after a first attempt; their answers count. */
  readonly leftCount: number;
  /** Which topic is weakest, or why that can't be said yet. */
  readonly finding: string;
  /** True when a topic is clearly below the cut. */
  readonly isWeak: boolean;
  /** The topic of the finding. */
  readonly topicId: string | null;
  readonly overall: Estimated;
  readonly learnersWithEvidence: number;
  readonly waiting: readonly WaitingExam[];
}

/** A topic of a cohort, weakest first in every list. */
export interface TopicSummary {
  readonly topicId: string;
  readonly name: string;
  readonly state: 'below' | 'unclear' | 'above' | 'tooFew' | 'noEvidence';
  readonly estimate: Estimated;
  readonly learnerCount: number;
  /** The bank with most live items on the topic, to assign practice from; null when there is none. */
  readonly practiceBankId: string | null;
  readonly liveItemCount: number;
}

/** Somebody as the page shows them: in a presentation as "Learner 7", with nothing that leads to who it is. */
export interface ShownLearner {
  /** The membership; in a presentation the label. */
  readonly key: string;
  readonly label: string;
  /** Since when they are gone from the cohort or the organisation; null for those who are here, and in a presentation. */
  readonly leftAt: Date | null;
}

/** Where in a list one is. */
export type PagePlace = Omit<Page<unknown>, 'rows'>;

/** The cohorts of the first page of an instructor. */
export interface CohortsQuery extends ListQuery {
  readonly archived: boolean;
}

/** One learner's row of the table; `cells` are in the order of the topics. */
export interface LearnerRow extends ShownLearner {
  readonly overall: CellState;
  readonly overallInterval: readonly [low: number, high: number] | null;
  readonly cells: readonly CellState[];
}

/** What the figures of a page leave out, and when they were read. */
export interface Provenance {
  readonly asOf: Date;
  readonly newestAnswerAt: Date | null;
  /** Graded attempts without a single answer. */
  readonly emptyAttempts: number;
  /** Answers to items that the learner had met before. */
  readonly repeatedAnswers: number;
  /** Left blank at the first meeting: counted as wrong. */
  readonly omitted: number;
  /** Questions that attempts didn't come to before their time ran out: not counted. */
  readonly notReached: number;
  readonly runningAttempts: number;
}

export interface CohortEvidence {
  readonly cohortId: string;
  readonly name: string;
  readonly archivedAt: Date | null;
  readonly certificationName: string | null;
  readonly cut: Cut;
  readonly finding: string;
  /** Topics that can't be judged yet, in a sentence; null when there are none. */
  readonly unjudged: string | null;
  readonly overall: Estimated;
  readonly domains: readonly { readonly id: string; readonly name: string }[];
  readonly topics: readonly TopicSummary[];
  /** Everybody of the cohort, those who left included: as many as the two counts together. */
  /** A part of those who are found, in the order of the view. */
  readonly learners: readonly LearnerRow[];
  readonly learnerList: PagePlace;
  readonly learnerCount: number;
  readonly leftCount: number;
  readonly provenance: Provenance;
}

/** How the table is shown; everything is in the address, so that a view can be shared. */
/** What a table of learners is narrowed to. */
const learnersPart = {
  q: z.unknown().optional().transform(readWords),
  page: z.unknown().optional().transform(readPageNumber),
};

export const evidenceView = z.object({
  ...learnersPart,
  /** `overall`, `name` or the id of a topic. */
  sort: z
    .union([z.enum(['overall', 'name']), z.uuid()])
    .catch('overall')
    .default('overall'),
  order: z.enum(['weakest', 'strongest']).catch('weakest').default('weakest'),
  /** Only the topics of this domain of the blueprint. */
  domain: z.uuid().optional().catch(undefined),
  /** Hides names, for a screen that others look at: the mark of this presentation, new for each. */
  present: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional()
    .catch(undefined),
});
export type EvidenceView = z.infer<typeof evidenceView>;

export interface LearnerInTopic extends ShownLearner {
  readonly estimate: Estimated;
  readonly notReached: number;
  readonly repeatedAnswers: number;
}

export interface TopicEvidence {
  readonly cohortId: string;
  readonly cohortName: string;
  readonly topicId: string;
  readonly name: string;
  readonly cut: Cut;
  readonly topic: TopicSummary;
  /** Weakest first; those without an answer last. */
  readonly learners: readonly LearnerInTopic[];
  readonly learnerList: PagePlace;
}
