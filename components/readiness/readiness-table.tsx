import { CutLine } from '@/components/charts/cut-line';
import { Pager } from '@/components/lists/pager';
import { LeftOn } from '@/components/people/left-on';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { expectedScoreText } from '@/lib/domain/readiness/chance-text';
import { passStatement } from '@/lib/domain/readiness/pass-statement';
import type { PersonReadiness, ReadinessFilter, ReadinessPage } from '@/lib/features/readiness/contract';
import { formatCount, formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { readinessHref } from './readiness-href';
import { ReadinessStateMark } from './readiness-state';

const PEOPLE = { one: 'person', other: 'people' } as const;

/** Person by state, with the statement and what it rests on. Never an item, never an answer. */
export function ReadinessTable({
  page,
  filter,
  timeZone,
}: {
  page: ReadinessPage;
  filter: ReadinessFilter;
  timeZone: string;
}) {
  if (page.listed.total === 0) {
    return (
      <EmptyState
        title={page.group.people === 0 ? 'Nobody prepares for this certification yet' : 'Nobody matches'}
        action={
          page.group.people === 0 ? null : (
            <ButtonLink href={paths.readinessCertification(page.basis.certificationId)} variant="secondary">
              Clear the filters
            </ButtonLink>
          )
        }
      >
        {page.group.people === 0
          ? 'People prepare for a certification once they are enrolled in one of its cohorts or were given it on their page, whatever their role.'
          : 'No person is in this state and cohort.'}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Table caption={`Readiness for ${page.basis.certificationName}, person by person`} captionHidden>
        <TableHead>
          <Th pinned>Person</Th>
          <Th>State and what it rests on</Th>
          <Th>Expected score against the pass mark</Th>
          <Th numeric>Newest answer</Th>
        </TableHead>
        <TableBody>
          {page.listed.rows.map((person) => (
            <Tr key={person.membershipId}>
              <Th scope="row" pinned>
                {person.label}
                <LeftOn leftAt={person.leftAt} timeZone={timeZone} />
              </Th>
              <Td>
                <span className="flex max-w-[32rem] min-w-44 flex-col gap-0.5 py-0.5">
                  <ReadinessStateMark state={person.readiness.state} />
                  <span className="text-13 text-muted tabular-nums">{passStatement(person.readiness)}</span>
                  <NotReached count={person.readiness.notReached} />
                </span>
              </Td>
              <Td>
                <ExpectedScore person={person} questionCount={page.basis.questionCount} />
              </Td>
              <Td numeric>
                <span className="whitespace-nowrap">
                  {person.newestAnswerAt ? formatDate(person.newestAnswerAt, timeZone) : '–'}
                </span>
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      <Pager
        page={page.listed}
        noun={PEOPLE}
        href={(to) => readinessHref(page.basis.certificationId, { ...filter, page: to })}
      />
    </div>
  );
}

/** What was not reached stands apart: it is in no number. */
function NotReached({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="text-13 text-muted tabular-nums">
      {formatCount(count, { one: 'question', other: 'questions' })} not reached, not counted
    </span>
  );
}

/** The score to expect on one exam with its 80 % interval, drawn and in words; nothing while there is no forecast. */
function ExpectedScore({ person, questionCount }: { person: PersonReadiness; questionCount: number }) {
  const { readiness, label } = person;
  if (!('forecast' in readiness)) return <span className="text-muted">No forecast yet</span>;
  const { expectedScore, scoreInterval, passMark } = readiness.forecast;
  return (
    <span className="flex min-w-64 flex-col gap-0.5 py-0.5">
      <CutLine
        size="cell"
        unit="points"
        domain={[0, questionCount]}
        label={`${label}, expected score of ${questionCount}`}
        estimate={expectedScore}
        interval={[scoreInterval.lower, scoreInterval.upper]}
        cut={passMark}
        n={readiness.answered}
      />
      <span className="text-13 text-muted tabular-nums">
        {expectedScoreText(readiness.forecast, readiness)}
      </span>
    </span>
  );
}
