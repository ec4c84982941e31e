import { passMarkCount } from '@/lib/domain/grading/pass-mark';
import type { AssignmentPhase, AssignmentTotals } from '@/lib/features/assignment/contract';
import type { ExamOwner } from '@/lib/features/exam/contract';
import {
  formatCount,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  type Noun,
} from '@/lib/ui/format';

export const QUESTIONS: Noun = { one: 'question', other: 'questions' };
export const LEARNERS: Noun = { one: 'learner', other: 'learners' };
const _EXAMS: Noun = { one: 'exam', other: 'exams' };
export const ATTEMPTS: Noun = { one: 'attempt', other: 'attempts' };

interface ExamRules {
  readonly questionCount: number;
  readonly minutes: number;
  readonly cutPercent: number;
}

/** "45 questions in 90 min; 32 right answers reach the cut of 70 %." */
export function examSentence({ questionCount, minutes, cutPercent }: ExamRules): string {
  const right = formatCount(passMarkCount(cutPercent, questionCount), {
    one: 'right answer reaches',
    other: 'right answers reach',
  });
  return `${formatCount(questionCount, QUESTIONS)} in ${formatDuration(minutes * 60)}; ${right} the cut of ${formatPercent(cutPercent)}.`;
}

/** "Made by Ines Carvalho"; who has left answers for nothing any more. */
export const ownerWords = (owner: ExamOwner | null): string =>
  owner === null ? 'nobody; administrators only' : owner.left ? `${owner.name} (left)` : owner.name;

/** Who archives and changes an exam, for whoever doesn't. */
export const changersSentence = (owner: ExamOwner | null): string =>
  `Only ${owner === null || owner.left ? '' : `${owner.name} and `}administrators can archive or change this exam.`;

interface Window {
  readonly phase: AssignmentPhase;
  readonly opensAt: string;
  readonly closesAt: string;
}

/** With "It" before it: "is open until 1 Dec 2026, 18:00 GMT". */
export function windowWords({ phase, opensAt, closesAt }: Window, timeZone: string): string {
  switch (phase) {
    case 'coming':
      return `opens ${formatDateTime(opensAt, timeZone)}`;
    case 'open':
      return `is open until ${formatDateTime(closesAt, timeZone)}`;
    case 'closed':
      return `closed ${formatDateTime(closesAt, timeZone)}`;
    case 'withdrawn':
      return 'was withdrawn';
  }
}

interface Turnout {
  readonly learnerCount: number;
  readonly startedCount: number;
  readonly finishedCount: number;
}

/** "5 of 12 learners have finished, 2 sit it now and 5 have not started." Parts that are zero are left out. */
export function turnoutSentence({ learnerCount, startedCount, finishedCount }: Turnout): string {
  if (learnerCount === 0) return 'Nobody is enrolled in this cohort yet.';
  if (finishedCount === learnerCount) {
    return learnerCount === 1
      ? 'The learner has finished.'
      : `All ${formatNumber(learnerCount)} learners have finished.`;
  }
  const idle = learnerCount - startedCount;
  if (idle === learnerCount) {
    return learnerCount === 1
      ? 'The learner has not started.'
      : `None of ${formatNumber(learnerCount)} learners has started.`;
  }
  const running = startedCount - finishedCount;
  const have = (count: number) => (count === 1 ? 'has' : 'have');
  const parts = [
    `${formatNumber(finishedCount)} of ${formatCount(learnerCount, LEARNERS)} ${have(finishedCount)} finished`,
    ...(running > 0 ? [`${formatNumber(running)} ${running === 1 ? 'is' : 'are'} under way`] : []),
    ...(idle > 0 ? [`${formatNumber(idle)} ${have(idle)} not started`] : []),
  ];
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`;
}

/** What all assignments amount to: how many are open and how many learners are still to come. */
export function assignmentsSentence({ open, coming, expected, finished }: AssignmentTotals): string {
  const later = coming === 0 ? '' : ` ${formatNumber(coming)} more ${coming === 1 ? 'opens' : 'open'} later.`;
  if (open === 0) {
    return coming === 0 ? 'No assignment is open or to come.' : `No assignment is open now.${later}`;
  }
  const are = formatCount(open, { one: 'assignment is', other: 'assignments are' });
  const sittings = `${formatNumber(finished)} of ${formatCount(expected, { one: 'expected learner has', other: 'expected learners have' })}`;
  return `${are} open; ${sittings} finished.${later}`;
}

const DONE_WORDS: Readonly<Record<string, string>> = {
  assigned: 'The exam is assigned.',
  withdrawn: 'The assignment is withdrawn. Nobody can start it any more.',
  extended: 'The window is extended.',
  released: 'The results are released.',
  archived: 'The exam is archived. Assignments that exist go on.',
  restored: 'The exam is in use again.',
  handed: 'The exam has a new owner.',
};

/** What has just been done, from the address that the act led to; null for nothing. */
export const doneWords = (done: unknown): string | null =>
  typeof done === 'string' && Object.hasOwn(DONE_WORDS, done) ? (DONE_WORDS[done] ?? null) : null;
