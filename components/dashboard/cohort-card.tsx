import { CutLine } from '@/components/charts/cut-line';
import { TextLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import type { CohortSummary, WaitingExam } from '@/lib/features/evidence/contract';
import { formatCount, formatNumber, formatRelativeDay } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { cutText } from './cut-text';

const LEARNERS = { one: 'learner', other: 'learners' };

/** One cohort: its finding, where it stands against the cut, and who hasn't started. */
export function CohortCard({
  cohort,
  now,
  timeZone,
}: {
  cohort: CohortSummary;
  now: Date;
  timeZone: string;
}) {
  return (
    <article className="flex flex-col gap-4 border-t border-hairline pt-5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-20 font-semibold">
          <TextLink href={paths.teachCohort(cohort.cohortId)}>{cohort.name}</TextLink>
        </h2>
        <p className="text-13 text-muted">
          {cohort.certificationName ?? 'No certification'} · {cutText(cohort.cut)}
        </p>
      </header>
      <p className="measure reading">{cohort.finding}</p>
      <div className="grid max-w-4xl items-center gap-x-4 gap-y-1 sm:grid-cols-[13rem_1fr]">
        <span className="flex flex-col">
          All topics
          <span className="text-13 text-muted">
            {formatNumber(cohort.learnersWithEvidence)} of{' '}
            {formatCount(cohort.learnerCount + cohort.leftCount, LEARNERS)} answered
            {cohort.leftCount > 0 ? `, ${formatNumber(cohort.leftCount)} who left included` : ''}
          </span>
        </span>
        <CutLine
          label={`${cohort.name}, all topics`}
          estimate={cohort.overall.percent}
          interval={cohort.overall.interval}
          n={cohort.overall.n}
          cut={cohort.cut.percent}
        />
      </div>
      <WaitingExams exams={cohort.waiting} now={now} timeZone={timeZone} />
    </article>
  );
}

function WaitingExams({
  exams,
  now,
  timeZone,
}: {
  exams: readonly WaitingExam[];
  now: Date;
  timeZone: string;
}) {
  if (exams.length === 0) return null;
  return (
    <ul aria-label="Exams that someone has not started" className="flex flex-col">
      {exams.map((exam) => (
        <li key={exam.assignmentId} className="flex min-h-9 flex-wrap items-center gap-x-2 py-1">
          <Icon name="clock" size="small" />
          <TextLink href={paths.assignment(exam.assignmentId)}>{exam.examName}</TextLink>
          <span className="tabular-nums">
            {exam.notStartedCount} of {formatCount(exam.learnerCount, LEARNERS)} not started,
          </span>
          <span className="text-muted">closes {formatRelativeDay(exam.closesAt, now, timeZone)}</span>
        </li>
      ))}
    </ul>
  );
}
