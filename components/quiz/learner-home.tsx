import { CutLine } from '@/components/charts/cut-line';
import { GradeNotices } from '@/components/key-correction/grade-notices';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { ButtonLink, TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { toListParameters } from '@/lib/domain/kernel/page';
import type { AssignmentForMember, MemberAssignments } from '@/lib/features/assignment/contract';
import type { PracticeView } from '@/lib/features/attempt/contract';
import type { GradeNotice } from '@/lib/features/key-correction/contract';
import { formatCount, formatDate, formatDateTime, formatDuration, formatRelativeDay } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

const QUESTIONS = { one: 'question', other: 'questions' } as const;
const EXAMS = { one: 'exam', other: 'exams' } as const;

interface Home {
  assignments: MemberAssignments;
  practice: readonly PracticeView[];
  corrected: readonly GradeNotice[];
  timeZone: string;
  nowMs: number;
}

function findingOf({ assignments: { due, coming }, timeZone, nowMs }: Home): string {
  const running = due.find(({ openAttemptId }) => openAttemptId !== null);
  if (running) return `${running.examName} is running. Go on with it first: its time doesn’t stop.`;
  const [first] = due;
  if (first) {
    const day = formatRelativeDay(first.closesAt, nowMs, timeZone);
    return due.length === 1
      ? `One exam is due. It closes ${day}.`
      : `${formatCount(due.length, EXAMS)} are due. The first closes ${day}.`;
  }
  const [next] = coming;
  if (next) return `Nothing is due. The next exam opens ${formatRelativeDay(next.opensAt, nowMs, timeZone)}.`;
  return 'Nothing is due.';
}

/** A learner's first page: what is due, what would help most, what is done. */
export function LearnerHome(home: Home) {
  const { due, coming, finished } = home.assignments;
  const isSearched = home.assignments.query.q !== '';
  const nothing = due.length + coming.length + finished.total === 0 && !isSearched;
  return (
    <>
      <PageHeader title="Your exams" finding={findingOf(home)} />
      {nothing ? (
        <EmptyState title="No exam has been assigned to you yet">
          When your instructor assigns one, it stands here with the time that it takes and the day on which it
          closes.
        </EmptyState>
      ) : null}
      {due.length > 0 ? (
        <Section title="Due">
          <ul className="flex flex-col">
            {due.map((assignment) => (
              <DueExam key={assignment.id} assignment={assignment} home={home} />
            ))}
          </ul>
        </Section>
      ) : null}
      <GradeNotices notices={home.corrected} timeZone={home.timeZone} />
      {home.practice.length > 0 ? <Practice {...home} /> : null}
      {coming.length > 0 ? <Coming assignments={coming} timeZone={home.timeZone} /> : null}
      {finished.total > 0 || isSearched ? (
        <Finished assignments={home.assignments} timeZone={home.timeZone} />
      ) : null}
    </>
  );
}

function DueExam({ assignment, home }: { assignment: AssignmentForMember; home: Home }) {
  const { openAttemptId, lastAttempt, examName, questionCount, allowedSeconds } = assignment;
  const { attemptsUsed, attemptsAllowed } = assignment;
  const facts = [
    formatCount(questionCount, QUESTIONS),
    formatDuration(allowedSeconds),
    ...(attemptsUsed > 0 ? [`attempt ${attemptsUsed + (openAttemptId ? 0 : 1)} of ${attemptsAllowed}`] : []),
  ];
  const closes = `closes ${formatRelativeDay(assignment.closesAt, home.nowMs, home.timeZone)}, ${formatDateTime(assignment.closesAt, home.timeZone)}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-b border-hairline py-4 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex min-w-0 flex-col gap-0.5">
        <h3 className="text-17 font-semibold">{examName}</h3>
        <p className="text-muted">
          {facts.join(', ')}; {openAttemptId ? 'running now' : closes}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {lastAttempt && !openAttemptId ? (
          <ButtonLink href={paths.attemptResults(lastAttempt.id)} prefetch={false}>
            Results of attempt {lastAttempt.number}
            <span className="sr-only">, {examName}</span>
          </ButtonLink>
        ) : null}
        {openAttemptId ? (
          <ButtonLink variant="primary" href={paths.attempt(openAttemptId)} prefetch={false}>
            Go on <span className="sr-only">with {examName}</span>
          </ButtonLink>
        ) : (
          <ButtonLink variant="primary" href={paths.learnAssignment(assignment.id)}>
            Look and start <span className="sr-only">{examName}</span>
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

/** The latest released attempt whose questions may be looked at again. */
function reviewable({ due, finished }: MemberAssignments): string | null {
  const open = [...due, ...finished.rows].filter(
    ({ lastAttempt, feedbackPolicy }) =>
      lastAttempt?.state === 'released' && (feedbackPolicy === 'full' || feedbackPolicy === 'right_wrong'),
  );
  const closedAt = (assignment: AssignmentForMember) => assignment.lastAttempt?.closedAt ?? '';
  return open.sort((a, b) => closedAt(b).localeCompare(closedAt(a)))[0]?.lastAttempt?.id ?? null;
}

function Practice({ practice, assignments }: Home) {
  const attemptId = reviewable(assignments);
  return (
    <Section title="What would help most">
      <ul className="flex flex-col gap-3">
        {practice.map(({ certification, advice }) => (
          <li key={certification} className="flex flex-col gap-0.5">
            <p className="measure font-reading text-17 leading-reading">{advice}</p>
            <p className="text-13 text-muted">{certification}</p>
          </li>
        ))}
      </ul>
      {attemptId ? (
        <div>
          <ButtonLink href={withQuery(paths.attemptResults(attemptId), { show: 'wrong' })} prefetch={false}>
            Go through your wrong answers
          </ButtonLink>
        </div>
      ) : null}
    </Section>
  );
}

function Coming({
  assignments,
  timeZone,
}: {
  assignments: readonly AssignmentForMember[];
  timeZone: string;
}) {
  return (
    <Section title="Coming">
      <ul className="flex flex-col gap-2">
        {assignments.map(({ id, examName, opensAt, questionCount, allowedSeconds }) => (
          <li key={id}>
            <span className="font-semibold">{examName}</span>{' '}
            <span className="text-muted">
              opens {formatDateTime(opensAt, timeZone)}; {formatCount(questionCount, QUESTIONS)},{' '}
              {formatDuration(allowedSeconds)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Finished({
  assignments: { finished, query },
  timeZone,
}: {
  assignments: MemberAssignments;
  timeZone: string;
}) {
  const place = { path: paths.learn, anchor: 'finished' };
  return (
    <Section title="Finished" id="finished">
      {query.q !== '' || finished.total > finished.pageSize ? (
        <ListSearch label="Find a finished exam" query={query} {...place} />
      ) : null}
      {finished.total === 0 ? (
        <NoneMatch what="exams" {...place} />
      ) : (
        <Table caption="Finished exams" captionHidden>
          <TableHead>
            <Th>Exam</Th>
            <Th>Your result against the cut, and of how many questions</Th>
          </TableHead>
          <TableBody>
            {finished.rows.map((assignment) => (
              <FinishedRow key={assignment.id} assignment={assignment} timeZone={timeZone} />
            ))}
          </TableBody>
        </Table>
      )}
      <Pager
        page={finished}
        noun={EXAMS}
        href={(page) => `${withQuery(paths.learn, toListParameters({ ...query, page }))}#finished`}
      />
    </Section>
  );
}

function FinishedRow({ assignment, timeZone }: { assignment: AssignmentForMember; timeZone: string }) {
  const { examName, lastAttempt, cutPercent, closesAt } = assignment;
  const score = lastAttempt?.score;
  return (
    <Tr>
      <Th scope="row">
        <span className="flex flex-col items-start">
          {lastAttempt ? (
            <TextLink href={paths.attemptResults(lastAttempt.id)} prefetch={false}>
              {examName}
              <span className="sr-only">, results</span>
            </TextLink>
          ) : (
            examName
          )}
          <span className="text-13 text-muted">
            {formatDate(lastAttempt?.closedAt ?? closesAt, timeZone)}
          </span>
        </span>
      </Th>
      <Td>
        {score ? (
          <CutLine
            size="cell"
            label={examName}
            estimate={score.percent}
            interval={score.interval}
            cut={cutPercent}
            n={score.total}
            counted={QUESTIONS}
          />
        ) : (
          <span className="text-muted">
            {lastAttempt
              ? 'Not shown yet'
              : assignment.attemptsUsed > 0
                ? 'Left without a result'
                : 'Not taken'}
          </span>
        )}
      </Td>
    </Tr>
  );
}
