import { NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { PeopleFilter, PeopleView, PersonRow } from '@/lib/features/people/contract';
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
  if (people.rows.length === 0) return <NoneMatch what="people" path={paths.people} />;
  const pageHref = (page: number) => withQuery(paths.people, { q: filter.q, role: filter.role, page });
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
      <Pager page={people} noun={PEOPLE} href={pageHref} />
    </div>
  );
}

function PersonTableRow({ person, timeZone }: { person: PersonRow; timeZone: string }) {
  return (
    <Tr>
      <Th scope="row">
        <span className="flex max-w-[70vw] flex-col py-1 md:max-w-96">
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
