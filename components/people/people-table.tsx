import { ButtonLink, TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/navigation';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import {
  PEOPLE_PER_PAGE,
  type PeopleFilter,
  type PeopleView,
  type PersonRow,
} from '@/lib/features/people/contract';
import { formatDate, formatList } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';

const PEOPLE = { one: 'person', other: 'people' } as const;

export function PeopleTable({
  people,
  filter,
  timeZone,
}: {
  people: PeopleView;
  filter: PeopleFilter;
  timeZone: string;
}) {
  if (people.rows.length === 0) return <NobodyMatches />;
  const pageHref = (page: number) => withQuery(paths.people, { q: filter.q, role: filter.role, page });
  const from = (filter.page - 1) * PEOPLE_PER_PAGE + 1;
  const to = from + people.rows.length - 1;
  return (
    <div className="flex flex-col gap-4">
      <Table caption="People by name" captionHidden>
        <TableHead>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Cohorts</Th>
          <Th>State</Th>
        </TableHead>
        <TableBody>
          {people.rows.map((person) => (
            <PersonTableRow key={person.id} person={person} timeZone={timeZone} />
          ))}
        </TableBody>
      </Table>
      {people.total > PEOPLE_PER_PAGE ? (
        <Pagination
          from={from}
          to={to}
          total={people.total}
          noun={PEOPLE}
          previousHref={filter.page > 1 ? pageHref(filter.page - 1) : null}
          nextHref={to < people.total ? pageHref(filter.page + 1) : null}
        />
      ) : null}
    </div>
  );
}

function PersonTableRow({ person, timeZone }: { person: PersonRow; timeZone: string }) {
  return (
    <Tr>
      <Th scope="row">
        <span className="flex flex-col py-1">
          <TextLink href={paths.person(person.id)}>{person.name}</TextLink>
          <span className="text-13 text-muted">{person.email}</span>
        </span>
      </Th>
      <Td>{ROLE_WORDS[person.role].name}</Td>
      <Td>
        {person.cohortNames.length > 0 ? (
          formatList(person.cohortNames)
        ) : (
          <span className="text-muted">None</span>
        )}
      </Td>
      <Td>
        <PersonState person={person} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

function PersonState({ person, timeZone }: { person: PersonRow; timeZone: string }) {
  if (person.removed)
    return (
      <State icon="cross" tone="unknown">
        Removed
      </State>
    );
  if (!person.joined)
    return (
      <State icon="clock" tone="below">
        {person.invitedUntil
          ? `Invited until ${formatDate(person.invitedUntil, timeZone)}`
          : 'Invited, link expired'}
      </State>
    );
  return <span className="text-muted">Member</span>;
}

function NobodyMatches() {
  return (
    <EmptyState
      title="Nobody matches"
      action={
        <ButtonLink href={paths.people} variant="secondary">
          Show everybody
        </ButtonLink>
      }
    >
      <p>Try a part of the name or of the address, or another role.</p>
    </EmptyState>
  );
}
