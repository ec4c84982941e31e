import type { AttemptActKind, AttemptNotice } from '@/lib/domain/attempt/staff-act';
import 'server-only';
import type { AttemptReceipt } from '@/lib/domain/attempt/receipt';
import type { Verdict } from '@/lib/domain/grading/grade-response';
import { resultAgainstCut, scoreAttempt } from '@/lib/domain/grading/score';
import { OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { practiceAdvice } from '@/lib/domain/readiness/practice-advice';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { FeedbackPolicy, ReleaseRule } from '@/lib/features/assignment/contract';
import type { SentReport } from '@/lib/features/problem-report/contract';
import type { ShutItem } from '@/lib/features/shut-keys/contract';
import type {
  ItemCorrection,
  LearnerItem,
  PlayerView,
  PracticeDomain,
  PracticeView,
  ReceiptView,
  Results,
  ResultsView,
  ResultsWait,
  ReviewItem,
  ScoreCorrection,
  TopicResult,
} from './contract';

interface Stimulus {
  id: string;
  body: RichText;
}
export interface FormItemRow {
  itemId: string;
  position: number;
  optionOrder: string[];
  stem: RichText;
  options: { id: string; body: RichText }[];
  keyCount: number;
  stimulusId: string | null;
}
/** An act as `app.attempt_notices` gives it. */
export interface NoticeRow {
  id: string;
  kind: AttemptActKind;
  reason: string;
  at: string;
  minutes: number | null;
  undoneAt: string | null;
  undoReason: string | null;
}

const iso = (moment: string): string => new Date(moment).toISOString();

export const toNotice = ({ at, undoneAt, undoReason, ...row }: NoticeRow): AttemptNotice => ({
  ...row,
  at: iso(at),
  undone: undoneAt === null ? null : { at: iso(undoneAt), reason: undoReason ?? '' },
});

export interface PlayerRow {
  id: string;
  examName: string;
  state: string;
  allowedMs: number;
  remainingMs: number;
  overdue: boolean;
  cohortEnded: boolean;
  notices: NoticeRow[];
  items: FormItemRow[];
  stimuli: Stimulus[];
  responses: {
    itemId: string;
    rev: number;
    epoch: number;
    selected: string[];
    flagged: boolean;
    savedAt: string;
  }[];
  activity: { receivedAt: string; acts: string }[];
}

/** Explicit picks only: nothing that a later query adds reaches a learner by itself. */
const toLearnerItem = (row: FormItemRow): LearnerItem => ({
  itemId: row.itemId,
  position: row.position,
  stem: row.stem,
  options: row.optionOrder.flatMap((id) => {
    const option = row.options.find((each) => each.id === id);
    return option ? [{ id, body: option.body }] : [];
  }),
  keyCount: row.keyCount,
  stimulusId: row.stimulusId,
});

export const toPlayerView = (row: PlayerRow): PlayerView => ({
  attemptId: row.id,
  examName: row.examName,
  allowedMs: row.allowedMs,
  remainingMs: row.remainingMs,
  isPaused: row.state === 'paused',
  cohortEnded: row.cohortEnded,
  notices: row.notices.map(toNotice),
  items: row.items.map(toLearnerItem),
  stimuli: row.stimuli.map(({ id, body }) => ({ id, body })),
  stored: row.responses.map((each) => ({ ...each, savedAt: iso(each.savedAt) })),
  activity: row.activity.map(({ receivedAt, acts }) => ({ receivedAtMs: Date.parse(receivedAt), acts })),
});

/** What both the receipt and the results need to know about an attempt. */
export interface AttemptRow {
  id: string;
  assignmentId: string;
  examName: string;
  learnerName: string;
  number: number;
  state: 'in_progress' | 'paused' | 'submitted' | 'expired' | 'graded' | 'released' | 'voided';
  startedAt: Date;
  deadlineAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  /** Closed, or its time is up. */
  isOver: boolean;
  /** How long its clock stood. */
  pausedMs: number;
  receipt: AttemptReceipt | null;
  lateCount: number;
  feedbackPolicy: FeedbackPolicy;
  releaseRule: ReleaseRule;
  closesAt: Date;
  cutPercent: number;
  cutIsAssumed: boolean;
  correct: number | null;
  answered: number | null;
  itemCount: number | null;
  notices: NoticeRow[];
  /** Oldest first. */
  scoreChanges: ScoreCorrection[] | null;
}

function waitOf(row: AttemptRow): ResultsWait | null {
  if (row.closedAt === null) return { why: 'still_open' };
  if (row.closedBy === 'left') return { why: 'left' };
  if (row.state === 'voided') return { why: 'voided' };
  if (row.feedbackPolicy === 'hidden') return { why: 'hidden' };
  if (row.state === 'released') return null;
  if (row.state !== 'graded') return { why: 'grading' };
  switch (row.releaseRule) {
    case 'after_close':
      return { why: 'after_close', until: row.closesAt.toISOString() };
    case 'by_hand':
      return { why: 'by_hand' };
    case 'on_submit':
      return { why: 'grading' };
  }
}

export const toReceiptView = (row: AttemptRow, signature: ReceiptView['signature']): ReceiptView => ({
  attemptId: row.id,
  assignmentId: row.assignmentId,
  examName: row.examName,
  learnerName: row.learnerName,
  number: row.number,
  startedAt: row.startedAt.toISOString(),
  isOver: row.isOver,
  receipt: row.receipt,
  lateCount: row.lateCount,
  notices: row.notices.map(toNotice),
  signature,
  wait: waitOf(row),
});

export interface ReviewItemRow extends FormItemRow {
  selected: string[] | null;
  flagged: boolean | null;
  correct: boolean | null;
  answered: boolean | null;
  reached: boolean | null;
  topic: string | null;
  key: string[] | null;
  rationales: Record<string, RichText> | null;
  report: SentReport | null;
  /** What the first grading said, when a correction says otherwise. */
  originalCorrect: boolean | null;
  correctedAt: string | null;
  countsForAll: boolean | null;
  /** Option ids joined by commas. */
  acceptedKeys: string[] | null;
  shut: ShutItem | null;
}
export interface ReviewRow {
  items: ReviewItemRow[];
  stimuli: Stimulus[];
}

const verdictOf = ({ correct, answered }: ReviewItemRow): Verdict | null => {
  if (correct === null || answered === null) return null;
  // Full credit goes to who answered nothing, too.
  if (correct) return 'correct';
  return answered ? 'incorrect' : 'unanswered';
};

function toItemCorrection(row: ReviewItemRow): ItemCorrection | null {
  if (row.correctedAt === null && row.originalCorrect === null) return null;
  const accepted = (row.acceptedKeys ?? []).flatMap((key) => key.split(','));
  return {
    correctedAt: row.correctedAt === null ? null : new Date(row.correctedAt).toISOString(),
    change: row.originalCorrect === null ? null : row.originalCorrect ? 'lost' : 'gained',
    countsForAll: row.countsForAll ?? false,
    alsoRight: accepted.filter((id) => !row.key?.includes(id)),
  };
}

/** A corrected rationale may speak of options that this form didn't have; those stay out. */
function ofThisForm({ rationales, optionOrder }: ReviewItemRow): ReviewItem['rationales'] {
  if (rationales === null) return null;
  const shown = new Set([...optionOrder, OVERALL_RATIONALE]);
  return Object.fromEntries(Object.entries(rationales).filter(([id]) => shown.has(id)));
}

/** From the score before the first correction to the one after the latest. */
function toScoreCorrection(changes: readonly ScoreCorrection[] | null): ScoreCorrection | null {
  const [first, last] = [changes?.[0], changes?.at(-1)];
  if (!first || !last) return null;
  const { correctBefore, passedBefore } = first;
  return {
    ...last,
    correctBefore,
    passedBefore,
    correctedAt: new Date(last.correctedAt).toISOString(),
    isNew: changes?.some(({ isNew }) => isNew) ?? false,
  };
}

/**
 * The exam for which a whole review is shut, if one of its questions is in it: of several, the one that ends last. The score stands
 * beside the questions, so what the others say about themselves tells what the one that is shut doesn't.
 */
const shutOf = (items: readonly ReviewItemRow[]): ShutItem | null =>
  items.reduce<ShutItem | null>(
    (last, { shut }) =>
      shut && (last === null || Date.parse(shut.until) > Date.parse(last.until)) ? shut : last,
    null,
  );

/** While a review is shut, also what was chosen is left out: beside a full score it would be the key. */
function toReviewItem(row: ReviewItemRow, shut: ShutItem | null): ReviewItem {
  const report = row.report && { ...row.report, createdAt: new Date(row.report.createdAt).toISOString() };
  return {
    ...toLearnerItem(row),
    selected: shut ? null : (row.selected ?? []),
    flagged: row.flagged ?? false,
    verdict: shut ? null : verdictOf(row),
    reached: row.reached ?? true,
    key: shut ? null : row.key,
    rationales: shut ? null : ofThisForm(row),
    correction: shut ? null : toItemCorrection(row),
    report: report && shut ? { ...report, answer: '' } : report,
    shut: shut && { ...shut, until: new Date(shut.until).toISOString() },
  };
}

/** Null in the place of results that aren't out yet. */
export function toWaiting(row: AttemptRow): Results | null {
  const wait = waitOf(row);
  const notices = row.notices.map(toNotice);
  return wait && { kind: 'waiting', attemptId: row.id, examName: row.examName, wait, notices };
}

/** @param review null when the policy shows the score only */
export function toResultsView(row: AttemptRow, review: ReviewRow | null): ResultsView {
  if (row.closedAt === null || row.feedbackPolicy === 'hidden' || row.itemCount === null) {
    throw new Error('Results were asked for that are not out');
  }
  const shut = review && shutOf(review.items);
  const answered = row.answered ?? 0;
  const score = { ...scoreAttempt(verdicts(row.correct ?? 0, answered, row.itemCount)), answered };
  return {
    attemptId: row.id,
    assignmentId: row.assignmentId,
    examName: row.examName,
    learnerName: row.learnerName,
    number: row.number,
    closedAt: row.closedAt.toISOString(),
    // The seconds of grace belong to the line, not to the learner's time.
    durationSeconds: Math.min(
      secondsFrom(row.startedAt, row.closedAt, row.pausedMs),
      secondsFrom(row.startedAt, row.deadlineAt, row.pausedMs),
    ),
    allowedSeconds: secondsFrom(row.startedAt, row.deadlineAt, row.pausedMs),
    notices: row.notices.map(toNotice),
    closedBy: row.closedBy === 'submitted' ? 'submitted' : 'expired',
    policy: row.feedbackPolicy,
    score,
    blanks: review && blanksOf(review.items),
    result: resultAgainstCut(score, row.cutPercent),
    cutIsAssumed: row.cutIsAssumed,
    correction: toScoreCorrection(row.scoreChanges),
    topics: review && !shut ? topicsOf(review.items) : [],
    items: review ? review.items.map((item) => toReviewItem(item, shut)) : [],
    stimuli: review ? review.stimuli.map(({ id, body }) => ({ id, body })) : [],
  };
}

const secondsFrom = (from: Date, to: Date, withoutMs: number): number =>
  (to.getTime() - from.getTime() - withoutMs) / 1000;

/** The stored counts as verdicts, so that a score is worked out in one place only. */
function verdicts(correct: number, answered: number, items: number): { verdict: Verdict }[] {
  const verdictAt = (index: number): Verdict =>
    index < correct ? 'correct' : index < answered ? 'incorrect' : 'unanswered';
  return Array.from({ length: items }, (_, index) => ({ verdict: verdictAt(index) }));
}

/** Also where a correction gives the point: blank is blank. */
function blanksOf(items: readonly ReviewItemRow[]): NonNullable<ResultsView['blanks']> {
  const blank = items.filter(({ answered }) => answered === false);
  const notReached = blank.filter(({ reached }) => reached === false).length;
  return { omitted: blank.length - notReached, notReached };
}

/** Counts by topic, the one with most to gain first. */
function topicsOf(items: readonly ReviewItemRow[]): readonly TopicResult[] {
  const topics = new Map<string, { correct: number; total: number }>();
  for (const { topic, correct } of items) {
    const name = topic ?? 'Other questions';
    const sums = topics.get(name) ?? { correct: 0, total: 0 };
    topics.set(name, { correct: sums.correct + (correct ? 1 : 0), total: sums.total + 1 });
  }
  return [...topics]
    .map(([name, sums]) => ({ name, ...sums }))
    .sort((a, b) => b.total - b.correct - (a.total - a.correct) || a.name.localeCompare(b.name));
}

export interface PracticeRow extends PracticeDomain {
  certification: string;
}

export function toPracticeViews(rows: readonly PracticeRow[]): readonly PracticeView[] {
  const certifications = [...new Set(rows.map(({ certification }) => certification))];
  return certifications.flatMap((certification) => {
    const domains = rows.filter((row) => row.certification === certification);
    const advice = practiceAdvice(
      domains.map(({ correct, answered, omitted, ...domain }) => ({
        ...domain,
        firstExposure: { correct, answered, omitted },
      })),
    );
    return advice ? [{ certification, advice: advice.text, domains }] : [];
  });
}
