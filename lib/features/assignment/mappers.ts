import 'server-only';
import { allowedSeconds } from '@/lib/domain/form/allowed-time';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { wilsonInterval } from '@/lib/domain/statistics/wilson';
import type {
  AssignmentForMember,
  AssignmentLearner,
  AssignmentPhase,
  AssignmentSummary,
  AssignmentView,
  FeedbackPolicy,
  LastAttempt,
  LearnerProgress,
  MemberAssignments,
  ProgressCounts,
  ReleaseRule,
  ScoreView,
} from './contract';

export interface AssignmentSummaryRow {
  id: string;
  examId: string;
  examName: string;
  cohortId: string | null;
  target: string;
  phase: AssignmentPhase;
  opensAt: Date;
  closesAt: Date;
  learnerCount: number;
  startedCount: number;
  finishedCount: number;
}
export interface AssignmentRow extends AssignmentSummaryRow {
  minutes: number;
  attemptsAllowed: number;
  cutPercent: number;
  feedbackPolicy: FeedbackPolicy;
  releaseRule: ReleaseRule;
  shuffleItems: boolean;
  shuffleOptions: boolean;
  assignedBy: string;
  progress: Partial<ProgressCounts>;
  releasedAt: Date | null;
}
interface GradeRow {
  correct: number | null;
  answered: number | null;
  items: number | null;
}
export interface LearnerRow extends GradeRow {
  membershipId: string;
  label: string;
  leftAt: Date | null;
  progress: LearnerProgress;
  attemptsUsed: number;
  attemptsAllowed: number;
  attemptId: string | null;
  isPaused: boolean | null;
  startedAt: Date | null;
  closedAt: Date | null;
}
export interface MemberAssignmentRow extends GradeRow {
  id: string;
  examId: string;
  examName: string;
  cohortName: string | null;
  cutPercent: number;
  cutIsAssumed: boolean;
  minutes: number;
  timeFactor: number | null;
  extraMinutes: number | null;
  phase: Exclude<AssignmentPhase, 'withdrawn'>;
  opensAt: Date;
  closesAt: Date;
  attemptsUsed: number;
  attemptsAllowed: number;
  feedbackPolicy: FeedbackPolicy;
  releaseRule: ReleaseRule;
  shuffleItems: boolean;
  shuffleOptions: boolean;
  isGiven: boolean;
  lastId: string | null;
  lastNumber: number | null;
  lastState: LastAttempt['state'] | null;
  lastStartedAt: Date | null;
  lastDeadlineAt: Date | null;
  lastClosedAt: Date | null;
  group: AssignmentForMember['group'];
}

export const toAssignmentSummary = (row: AssignmentSummaryRow): AssignmentSummary => ({
  id: row.id,
  examId: row.examId,
  examName: row.examName,
  target: row.target,
  targetKind: row.cohortId === null ? 'person' : 'cohort',
  phase: row.phase,
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  learnerCount: row.learnerCount,
  startedCount: row.startedCount,
  finishedCount: row.finishedCount,
});

export const toAssignmentView = (row: AssignmentRow): AssignmentView => ({
  ...toAssignmentSummary(row),
  progress: { not_started: 0, in_progress: 0, finished: 0, ...row.progress },
  cohortId: row.cohortId,
  minutes: row.minutes,
  attemptsAllowed: row.attemptsAllowed,
  cutPercent: row.cutPercent,
  feedbackPolicy: row.feedbackPolicy,
  releaseRule: row.releaseRule,
  shuffleItems: row.shuffleItems,
  shuffleOptions: row.shuffleOptions,
  assignedBy: row.assignedBy,
  releasedAt: row.releasedAt?.toISOString() ?? null,
});

export const toLearner = (row: LearnerRow): AssignmentLearner => ({
  membershipId: row.membershipId,
  label: row.label,
  leftAt: row.leftAt?.toISOString() ?? null,
  progress: row.progress,
  attemptsUsed: row.attemptsUsed,
  attemptsAllowed: row.attemptsAllowed,
  attemptId: row.attemptId,
  isPaused: row.isPaused ?? false,
  startedAt: row.startedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  score: toScore(row),
});

function toScore({ correct, answered, items }: GradeRow): ScoreView | null {
  if (correct === null || answered === null || items === null) return null;
  const interval = wilsonInterval(correct, items);
  if (interval === null) return null;
  return {
    correct,
    answered,
    total: items,
    percent: (100 * correct) / items,
    interval: [100 * interval.lower, 100 * interval.upper],
  };
}

export function toAssignmentForMember(row: MemberAssignmentRow, questionCount: number): AssignmentForMember {
  const accommodation =
    row.timeFactor === null ? null : { timeFactor: row.timeFactor, extraMinutes: row.extraMinutes ?? 0 };
  const lastAttempt = toLastAttempt(row);
  const isOpen = lastAttempt?.state === 'in_progress' || lastAttempt?.state === 'paused';
  return {
    id: row.id,
    examId: row.examId,
    examName: row.examName,
    cohortName: row.cohortName,
    questionCount,
    cutPercent: row.cutPercent,
    cutIsAssumed: row.cutIsAssumed,
    minutes: row.minutes,
    allowedSeconds: allowedSeconds(row.minutes, accommodation),
    accommodation,
    phase: row.phase,
    isGiven: row.isGiven,
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    attemptsUsed: row.attemptsUsed,
    attemptsAllowed: row.attemptsAllowed,
    feedbackPolicy: row.feedbackPolicy,
    releaseRule: row.releaseRule,
    shuffleItems: row.shuffleItems,
    shuffleOptions: row.shuffleOptions,
    openAttemptId: isOpen ? row.lastId : null,
    lastAttempt,
    group: row.group,
  };
}

function toLastAttempt(row: MemberAssignmentRow): LastAttempt | null {
  const { lastId, lastNumber, lastState, lastStartedAt, lastDeadlineAt } = row;
  if (
    lastId === null ||
    lastNumber === null ||
    lastState === null ||
    lastStartedAt === null ||
    lastDeadlineAt === null
  )
    return null;
  return {
    id: lastId,
    number: lastNumber,
    state: lastState,
    startedAt: lastStartedAt.toISOString(),
    deadlineAt: lastDeadlineAt.toISOString(),
    closedAt: row.lastClosedAt?.toISOString() ?? null,
    score: toScore(row),
  };
}

export function toMemberAssignments(
  ahead: readonly AssignmentForMember[],
  finished: Page<AssignmentForMember>,
  query: ListQuery,
): MemberAssignments {
  const of = (group: AssignmentForMember['group']) => ahead.filter((each) => each.group === group);
  return {
    due: of('due').sort((a, b) => a.closesAt.localeCompare(b.closesAt)),
    coming: of('coming').sort((a, b) => a.opensAt.localeCompare(b.opensAt)),
    finished,
    query,
  };
}
