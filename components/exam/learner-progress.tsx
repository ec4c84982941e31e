import { CutLine } from '@/components/charts/cut-line';
import { LeftOn } from '@/components/people/left-on';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import {
  type AssignmentLearner,
  type AssignmentView,
  LEARNERS_SHOWN,
  type LearnerProgress,
} from '@/lib/features/assignment/contract';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ProgressState } from './assignment-state';
import { QUESTIONS } from './exam-words';

const FILTERS = [
  ['all', 'All'],
  ['not_started', 'Not started'],
  ['in_progress', 'Under way'],
  ['finished', 'Finished'],
] as const satisfies readonly (readonly ['all' | LearnerProgress, string])[];
export type ProgressFilter = (typeof FILTERS)[number][0];

export const isProgressFilter = (value: unknown): value is ProgressFilter =>
  FILTERS.some(([filter]) => filter === value);

/** Who is where, filtered by the address, with the score of the latest graded attempt. */
export function LearnerProgressTable({
  assignment,
  timeZone,
  filter,
}: {
  assignment: AssignmentView;
  timeZone: string;
  filter: ProgressFilter;
}) {
  const { learners, learnerCount } = assignment;
  const of = (wanted: ProgressFilter) =>
    wanted === 'all' ? learners : learners.filter((learner) => learner.progress === wanted);
  const shown = of(filter);
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="Learners by progress"
        tabs={FILTERS.map(([value, label]) => ({
          href: withQuery(paths.assignment(assignment.id), { show: value === 'all' ? null : value }),
          label: `${label} (${formatNumber(of(value).length)})`,
          current: value === filter,
        }))}
      />
      {shown.length === 0 ? (
        <EmptyState title={learners.length === 0 ? 'Nobody was given this exam' : 'Nobody is in this state'}>
          {learners.length === 0
            ? 'Learners appear here as soon as they join the cohort.'
            : 'Choose another state above.'}
        </EmptyState>
      ) : (
        <Table caption="Learners of the assignment" captionHidden>
          <TableHead>
            <Th pinned>Learner</Th>
            <Th>State</Th>
            <Th>Score of the latest graded attempt</Th>
            <Th numeric>Attempts</Th>
            <Th>Last started</Th>
          </TableHead>
          <TableBody>
            {shown.map((learner) => (
              <LearnerRow
                key={learner.membershipId}
                learner={learner}
                assignment={assignment}
                timeZone={timeZone}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {learnerCount > LEARNERS_SHOWN ? (
        <p className="text-muted">
          The first {formatNumber(LEARNERS_SHOWN)} of {formatNumber(learnerCount)} learners by name are shown.
        </p>
      ) : null}
    </div>
  );
}

function LearnerRow({
  learner,
  assignment,
  timeZone,
}: {
  learner: AssignmentLearner;
  assignment: AssignmentView;
  timeZone: string;
}) {
  const { score } = learner;
  return (
    <Tr>
      <Th scope="row" pinned>
        {learner.label}
        <LeftOn leftAt={learner.leftAt} timeZone={timeZone} />
      </Th>
      <Td>
        <ProgressState progress={learner.progress} />
      </Td>
      <Td>
        {score ? (
          <CutLine
            label={learner.label}
            estimate={score.percent}
            interval={score.interval}
            cut={assignment.cutPercent}
            n={score.total}
            counted={QUESTIONS}
          />
        ) : (
          <span className="text-muted">–</span>
        )}
      </Td>
      <Td numeric>
        <span className="whitespace-nowrap">
          {formatNumber(learner.attemptsUsed)} of {formatNumber(assignment.attemptsAllowed)}
        </span>
      </Td>
      <Td>
        {learner.startedAt ? (
          <span className="whitespace-nowrap">{formatDateTime(learner.startedAt, timeZone)}</span>
        ) : (
          <span className="text-muted">–</span>
        )}
      </Td>
    </Tr>
  );
}
