import * as z from 'zod';
import { type ListQuery, type Page, readWords } from '@/lib/domain/kernel/page';

/** What a learner gets to see once results are released, from least to most. */
export const FEEDBACK_POLICIES = ['hidden', 'score_only', 'right_wrong', 'full'] as const;
export type FeedbackPolicy = (typeof FEEDBACK_POLICIES)[number];

/** When results are released. */
export const RELEASE_RULES = ['on_submit', 'after_close', 'by_hand'] as const;
export type ReleaseRule = (typeof RELEASE_RULES)[number];

/** A choice with the sentence that explains it. */
export interface ChoiceText {
  readonly label: string;
  readonly explanation: string;
}

export const FEEDBACK_TEXT: Readonly<Record<FeedbackPolicy, ChoiceText>> = {
  hidden: { label: 'Nothing', explanation: 'Learners learn only that their answers arrived.' },
  score_only: {
    label: 'Score only',
    explanation: 'Learners see their score against the cut, and no questions.',
  },
  right_wrong: {
    label: 'Right or wrong',
    explanation: 'Learners see each question and whether they were right, without the key or the rationales.',
  },
  full: {
    label: 'Everything, with rationales',
    explanation: 'Learners see each question with its key and the rationale of every option.',
  },
};

export const RELEASE_TEXT: Readonly<Record<ReleaseRule, ChoiceText>> = {
  on_submit: {
    label: 'As soon as they submit',
    explanation: 'Good for practice; those who sit later may hear of it.',
  },
  after_close: {
    label: 'When the window has closed',
    explanation: 'Nobody sees results while others may still start.',
  },
  by_hand: { label: 'When you release them', explanation: 'Results wait until you press the button.' },
};

/** Where an assignment stands by the database's clock. */
export type AssignmentPhase = 'coming' | 'open' | 'closed' | 'withdrawn';

const wholeNumber = (what: string, from: number, to: number) => {
  const words = `Enter ${what} as a whole number from ${from} to ${to}.`;
  return z.coerce.number(words).int(words).min(from, words).max(to, words);
};
const checkbox = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');
/** The value of a datetime-local field; which moment it is depends on the organisation's time zone. */
const wallTime = (words: string) => z.string(words).min(1, words).max(30, words);

/** "All 312 people found" is a search, and the number that was on the screen. */
export const assignExamInput = z
  .object({
    examId: z.guid('There is no such exam.'),
    target: z
      .string('Choose who gets the exam.')
      .regex(/^((cohort|person):[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|found)$/, 'Choose who gets the exam.')
      .transform((value) =>
        value === 'found'
          ? ({ kind: 'found' } as const)
          : {
              kind: value.startsWith('cohort:') ? ('cohort' as const) : ('person' as const),
              id: value.slice(7),
            },
      ),
    foundWords: z.unknown().optional().transform(readWords),
    foundShown: z.coerce.number().int().min(0).default(0),
    opensAt: wallTime('Enter when the window opens.'),
    closesAt: wallTime('Enter when the window closes.'),
    minutes: wholeNumber('the minutes', 1, 1440),
    attemptsAllowed: wholeNumber('the attempts', 1, 100),
    feedbackPolicy: z.enum(FEEDBACK_POLICIES, 'Choose what learners see.'),
    releaseRule: z.enum(RELEASE_RULES, 'Choose when they see it.'),
    shuffleItems: checkbox,
    shuffleOptions: checkbox,
  })
  .transform(({ target, foundWords: q, foundShown: shown, ...rules }) =>
    target.kind === 'found' ? { ...rules, found: { q, shown } } : { ...rules, target },
  );
type AskedInput = z.infer<typeof assignExamInput>;
export type AssignExamInput = Extract<AskedInput, { target: unknown }>;
export type AssignFoundInput = Extract<AskedInput, { found: unknown }>;

export const assignmentIdInput = z.object({ assignmentId: z.guid('There is no such assignment.') });
export const extendAssignmentInput = assignmentIdInput.extend({
  closesAt: wallTime('Enter when the window closes.'),
});

/** What all assignments that one looks after amount to. */
export interface AssignmentTotals {
  readonly open: number;
  readonly coming: number;
  /** Sittings that the open ones expect, and how many of them are finished. */
  readonly expected: number;
  readonly finished: number;
}

/** A row of the staff's list. Moments are ISO 8601 in UTC. */
export interface AssignmentSummary {
  readonly id: string;
  readonly examId: string;
  readonly examName: string;
  /** Name of the cohort or the person. */
  readonly target: string;
  readonly targetKind: 'cohort' | 'person';
  readonly phase: AssignmentPhase;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly learnerCount: number;
  readonly startedCount: number;
  readonly finishedCount: number;
}

/** The name of the list of assignments in an address, on pages that may have another one. */
export const ASSIGNMENTS = 'given';

export interface AssignmentList {
  readonly query: ListQuery;
  readonly assignments: Page<AssignmentSummary>;
}

export const LEARNER_PROGRESS = ['not_started', 'in_progress', 'finished'] as const;
export type LearnerProgress = (typeof LEARNER_PROGRESS)[number];
export const isLearnerProgress = (value: unknown): value is LearnerProgress =>
  LEARNER_PROGRESS.some((each) => each === value);

/** A score with its 95 % interval, all in percent. */
export interface ScoreView {
  readonly correct: number;
  readonly total: number;
  readonly answered: number;
  readonly percent: number;
  readonly interval: readonly [low: number, high: number];
}

export interface AssignmentLearner {
  readonly membershipId: string;
  /** Their name, with what tells them from others of the same name here. */
  readonly label: string;
  /** Since when they are gone from the cohort or the organisation; null for those who are here. */
  readonly leftAt: string | null;
  readonly progress: LearnerProgress;
  readonly attemptsUsed: number;
  /** With those that staff gave besides. */
  readonly attemptsAllowed: number;
  /** The latest attempt, and whether its clock stands; null when there is none. */
  readonly attemptId: string | null;
  readonly isPaused: boolean;
  /** Of the latest attempt; null when there is none. */
  readonly startedAt: string | null;
  readonly closedAt: string | null;
  /** Of the latest graded attempt; null when there is none. */
  readonly score: ScoreView | null;
}

/** What staff see of one assignment. */
export interface AssignmentView extends AssignmentSummary {
  readonly cohortId: string | null;
  readonly minutes: number;
  readonly attemptsAllowed: number;
  readonly cutPercent: number;
  readonly feedbackPolicy: FeedbackPolicy;
  readonly releaseRule: ReleaseRule;
  readonly shuffleItems: boolean;
  readonly shuffleOptions: boolean;
  readonly assignedBy: string;
  readonly releasedAt: string | null;
  /** How many of its learners are how far. */
  readonly progress: ProgressCounts;
}

/** What the learners of an assignment are narrowed to. */
export interface LearnersQuery extends ListQuery {
  readonly progress: LearnerProgress | null;
}

export type ProgressCounts = Readonly<Record<LearnerProgress, number>>;

/** A part of the learners of an assignment, and how many of all of them are how far. */
export interface AssignmentLearners {
  readonly query: LearnersQuery;
  readonly learners: Page<AssignmentLearner>;
  readonly counts: ProgressCounts;
}

/** What a learner needs to know before they start. */
export interface AssignmentForMember {
  readonly id: string;
  readonly examId: string;
  readonly examName: string;
  /** null when it was assigned to the person. */
  readonly cohortName: string | null;
  readonly questionCount: number;
  readonly cutPercent: number;
  /** True when the exam follows a blueprint whose vendor publishes no pass mark. */
  readonly cutIsAssumed: boolean;
  /** Minutes of the assignment, without accommodation. */
  readonly minutes: number;
  /** What an attempt of this learner lasts at most, accommodation included; the end of the window may cut it. */
  readonly allowedSeconds: number;
  readonly accommodation: { readonly timeFactor: number; readonly extraMinutes: number } | null;
  readonly phase: Exclude<AssignmentPhase, 'withdrawn'>;
  /** False for who sat it once and isn't in its cohort any more: it is their past, and can't be started again. */
  readonly isGiven: boolean;
  readonly opensAt: string;
  readonly closesAt: string;
  /** Voided attempts don't count. */
  readonly attemptsUsed: number;
  readonly attemptsAllowed: number;
  readonly feedbackPolicy: FeedbackPolicy;
  readonly releaseRule: ReleaseRule;
  readonly shuffleItems: boolean;
  readonly shuffleOptions: boolean;
  /** The attempt that can be gone on with; null when none is running. */
  readonly openAttemptId: string | null;
  readonly lastAttempt: LastAttempt | null;
  /** Which part of the learner's list it belongs to. */
  readonly group: 'due' | 'coming' | 'finished';
}
export interface LastAttempt {
  readonly id: string;
  readonly number: number;
  readonly state: 'in_progress' | 'paused' | 'submitted' | 'expired' | 'graded' | 'released';
  readonly startedAt: string;
  readonly deadlineAt: string;
  readonly closedAt: string | null;
  /** Only once released, and never when feedback is hidden. */
  readonly score: ScoreView | null;
}
/** A learner's assignments: to do now, to come, and a part of those that are done or over. */
export interface MemberAssignments {
  readonly due: readonly AssignmentForMember[];
  readonly coming: readonly AssignmentForMember[];
  readonly finished: Page<AssignmentForMember>;
  /** Of the finished ones. */
  readonly query: ListQuery;
}

/** What an act on an assignment would do now, counted by what does it. */
export interface AssignmentPlan {
  /** Learners who have not started: they can until the window ends, and can't any more once it is withdrawn. */
  readonly idle: number;
  /** Attempts that run. */
  readonly running: number;
  /** Attempts that are over; they stay. */
  readonly over: number;
  /** Attempts that are graded and wait: releasing shows their results at once. */
  readonly releases: number;
}
