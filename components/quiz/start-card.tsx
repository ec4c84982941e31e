import { ButtonLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { allowedTime } from '@/lib/domain/attempt/allowed-time';
import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import { startObstacle } from '@/lib/domain/attempt/start-obstacle';
import { passMarkCount } from '@/lib/domain/grading/pass-mark';
import type { AssignmentForMember } from '@/lib/features/assignment/contract';
import { formatCount, formatDateTime, formatDuration, formatPercent } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { NoticeList } from './notice-list';
import { resultsAppearText } from './results-appear';
import { StartForm } from './start-form';

const QUESTIONS = { one: 'question', other: 'questions' } as const;
const ATTEMPTS = { one: 'attempt', other: 'attempts' } as const;

interface Card {
  assignment: AssignmentForMember;
  timeZone: string;
  nowMs: number;
}

interface CardWithNotices extends Card {
  notices: readonly AttemptNotice[];
}

const timeFor = ({ assignment, nowMs }: Card) =>
  allowedTime({
    minutes: assignment.minutes,
    accommodation: assignment.accommodation,
    msUntilClose: new Date(assignment.closesAt).getTime() - nowMs,
  });

function findingOf(card: Card): string {
  const { assignment, timeZone } = card;
  if (assignment.openAttemptId && assignment.lastAttempt?.state === 'paused')
    return 'You have started this exam, and your instructor has paused it: its time stands still.';
  if (assignment.openAttemptId)
    return 'You have started this exam, and its time is running. Go on where you left off.';
  switch (startObstacle(assignment)) {
    case 'left':
      return 'It was given to a cohort that you are no longer in. What you did here stays yours.';
    case 'coming':
      return `It opens on ${formatDateTime(assignment.opensAt, timeZone)}.`;
    case 'closed':
      return `It closed on ${formatDateTime(assignment.closesAt, timeZone)} and can no longer be started.`;
    case 'full':
      return `You have used ${assignment.attemptsAllowed === 1 ? 'your attempt' : `all ${assignment.attemptsAllowed} attempts`}.`;
    case null:
      return `${formatCount(assignment.questionCount, QUESTIONS)} in ${formatDuration(timeFor(card).allowedMs / 1000)}. The time starts when you press the button and runs on if you leave.`;
  }
}

/** Everything that somebody should know before they start, and one button. */
export function StartCard({ notices, ...card }: CardWithNotices) {
  const { assignment, timeZone } = card;
  const { allowedMs, extraMs, cutByWindow } = timeFor(card);
  const startable = assignment.openAttemptId === null && startObstacle(assignment) === null;
  return (
    <>
      <PageHeader
        title={assignment.examName}
        finding={findingOf(card)}
        crumbs={[{ href: paths.learn, label: 'Your exams' }]}
      />
      {startable && cutByWindow ? (
        <Notice tone="warning" title={`Starting now leaves you ${formatDuration(allowedMs / 1000)}`}>
          The exam closes for everybody on {formatDateTime(assignment.closesAt, timeZone)}, and that ends the
          time before the full {formatDuration(assignment.allowedSeconds)} are over.
          {extraMs > 0 ? ' Your extra time is added in full to what is left.' : ''}
        </Notice>
      ) : null}
      <NoticeList notices={notices} timeZone={timeZone} />
      <StartButton card={card} startable={startable} />
      <DefinitionList items={factsOf(card)} />
    </>
  );
}

function StartButton({ card: { assignment }, startable }: { card: Card; startable: boolean }) {
  const { openAttemptId, lastAttempt } = assignment;
  if (openAttemptId) {
    return (
      <div>
        <ButtonLink variant="primary" href={paths.attempt(openAttemptId)} prefetch={false}>
          Go on with the exam
        </ButtonLink>
      </div>
    );
  }
  if (startable) {
    const label =
      assignment.attemptsUsed === 0 ? 'Start the exam' : `Start attempt ${assignment.attemptsUsed + 1}`;
    return <StartForm assignmentId={assignment.id} label={label} />;
  }
  if (!lastAttempt) return null;
  return (
    <div>
      <ButtonLink href={paths.attemptResults(lastAttempt.id)} prefetch={false}>
        See your last attempt
      </ButtonLink>
    </div>
  );
}

function factsOf(card: Card) {
  const { assignment, timeZone } = card;
  const left = Math.max(0, assignment.attemptsAllowed - assignment.attemptsUsed);
  const passMark = passMarkCount(assignment.cutPercent, assignment.questionCount);
  return [
    { term: 'Questions', value: formatCount(assignment.questionCount, QUESTIONS) },
    { term: 'Time', value: timeText(assignment) },
    {
      term: 'Pass mark',
      value: `${passMark} of ${assignment.questionCount} (${formatPercent(assignment.cutPercent)})${assignment.cutIsAssumed ? ', an assumption: the vendor publishes none' : ''}`,
    },
    { term: 'Attempts', value: `${formatCount(left, ATTEMPTS)} left of ${assignment.attemptsAllowed}` },
    {
      term: 'Open',
      value: `${formatDateTime(assignment.opensAt, timeZone)} to ${formatDateTime(assignment.closesAt, timeZone)}`,
    },
    { term: 'Results', value: resultsAppearText(assignment, timeZone) },
    {
      term: 'When the time is up',
      value:
        'Everything that was saved is submitted by itself. Each answer is saved the moment you choose it.',
    },
    {
      term: 'If something fails',
      value: 'Reload, or go on from another device: your answers and the question are still there.',
    },
    {
      term: 'Tools',
      value:
        'Flag a question, strike out options, clear an answer, hide the clock. Wrong answers cost nothing.',
    },
  ];
}

function timeText({ minutes, allowedSeconds, accommodation }: AssignmentForMember): string {
  if (!accommodation || allowedSeconds === minutes * 60) return formatDuration(allowedSeconds);
  return `${formatDuration(allowedSeconds)}: ${formatDuration(minutes * 60)} and your extra time`;
}
