import { CutLine } from '@/components/charts/cut-line';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { LeftOn } from '@/components/people/left-on';
import { ActTick } from '@/components/sitting/act-tick';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { toListParameters } from '@/lib/domain/kernel/page';
import type {
  AssignmentLearner,
  AssignmentLearners,
  AssignmentView,
  LearnerProgress,
} from '@/lib/features/assignment/contract';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ProgressState } from './assignment-state';
import { LEARNERS, QUESTIONS } from './exam-words';

const FILTERS = [
  [null, 'All'],
  ['not_started', 'Not started'],
  ['in_progress', 'Under way'],
  ['finished', 'Finished'],
] as const satisfies readonly (readonly [LearnerProgress | null, string])[];

/** Who is where, filtered and searched by the address, with the score of the latest graded attempt. */
export function LearnerProgressTable({
  assignment,
  list: { query, learners, counts },
  timeZone,
}: {
  assignment: AssignmentView;
  list: AssignmentLearners;
  timeZone: string;
}) {
  const path = paths.assignment(assignment.id);
  const everybody = counts.not_started + counts.in_progress + counts.finished;
  const countOf = (progress: LearnerProgress | null) => (progress === null ? everybody : counts[progress]);
  const keep = { show: query.progress };
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="Learners by progress"
        tabs={FILTERS.map(([value, label]) => ({
          href: withQuery(path, { ...toListParameters({ q: query.q }), show: value }),
          label: `${label} (${formatNumber(countOf(value))})`,
          current: value === query.progress,
        }))}
      />
      {everybody === 0 ? (
        <EmptyState title="Nobody was given this exam">
          Learners appear here as soon as they join the cohort.
        </EmptyState>
      ) : (
        <ListSearch label="Find a learner" query={query} path={path} keep={keep} />
      )}
      {learners.total === 0 && everybody > 0 ? (
        query.q === '' ? (
          <EmptyState title="Nobody is in this state">Choose another state above.</EmptyState>
        ) : (
          <NoneMatch what="learners" path={path} keep={keep} />
        )
      ) : null}
      {learners.total > 0 ? (
        <Table caption="Learners of the assignment" captionHidden>
          <TableHead>
            <Th pinned>Learner</Th>
            <Th>Choose</Th>
            <Th>State</Th>
            <Th>Score of the latest graded attempt</Th>
            <Th numeric>Attempts</Th>
            <Th>Last started</Th>
          </TableHead>
          <TableBody>
            {learners.rows.map((learner) => (
              <LearnerRow
                key={learner.membershipId}
                learner={learner}
                assignment={assignment}
                timeZone={timeZone}
              />
            ))}
          </TableBody>
        </Table>
      ) : null}
      <Pager
        page={learners}
        noun={LEARNERS}
        href={(page) => withQuery(path, { ...keep, ...toListParameters({ ...query, page }) })}
      />
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
        {learner.attemptId ? (
          <ActTick attemptId={learner.attemptId} label={learner.label} />
        ) : (
          <span className="text-muted">–</span>
        )}
      </Td>
      <Td>
        <ProgressState progress={learner.progress} isPaused={learner.isPaused} />
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
          {formatNumber(learner.attemptsUsed)} of {formatNumber(learner.attemptsAllowed)}
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
