import type { ReactNode } from 'react';
import { ActionButton } from '@/components/forms/action-button';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Select } from '@/components/ui/text-control';
import { toListParameters } from '@/lib/domain/kernel/page';
import { enrol, removeStaff, withdraw } from '@/lib/features/cohort/actions';
import type { CohortPage, CohortPerson, CohortQuery } from '@/lib/features/cohort/contract';
import { formatDate } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { EnrolForm, EnrolFoundForm } from './enrol-form';
import { StaffForm } from './staff-form';

const PEOPLE = { one: 'person', other: 'people' } as const;
const INSTRUCTORS = { one: 'instructor', other: 'instructors' } as const;

/** The lists of the page, each in the address under its own name, so that one doesn't forget the others. */
const parametersOf = ({ people, left, enrol, staff }: CohortQuery) => ({
  people: toListParameters(people),
  left: toListParameters(left, 'left'),
  enrol: { ...toListParameters(enrol, 'enrol'), 'enrol-role': enrol.role === 'any' ? 'any' : null },
  staff: toListParameters(staff, 'staff'),
});

function placesOf(cohortId: string, query: CohortQuery) {
  const { people, left, enrol, staff } = parametersOf(query);
  const path = paths.cohort(cohortId);
  const place = (anchor: string, keep: Record<string, string | number | null>) => ({
    path,
    anchor,
    keep,
    href: (own: Record<string, string | number | null>) =>
      `${withQuery(path, { ...keep, ...own })}#${anchor}`,
  });
  return {
    people: place('people', { ...left, ...enrol, ...staff }),
    left: place('left', { ...people, ...enrol, ...staff }),
    enrol: place('enrol', { ...people, ...left, ...staff }),
    staff: place('staff', { ...people, ...left, ...enrol }),
  };
}

/** People by name, each with a date and one act. */
function PersonTable<P extends CohortPerson>({
  caption,
  dated,
  people,
  date,
  act,
}: {
  caption: string;
  dated: string;
  people: readonly P[];
  date: (person: P) => ReactNode;
  act: (person: P) => ReactNode;
}) {
  return (
    <Table caption={caption} captionHidden>
      <TableHead>
        <Th>Name</Th>
        <Th>E-mail address</Th>
        <Th>{dated}</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <Tr key={person.membershipId}>
            <Th scope="row">
              <TextLink href={paths.person(person.membershipId)}>{person.name}</TextLink>
            </Th>
            <Td>{person.email}</Td>
            <Td>{date(person)}</Td>
            <Td numeric>{act(person)}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** Who is in the cohort. */
export function LearnersSection({
  page: { cohort, query, people },
  timeZone,
}: {
  page: CohortPage;
  timeZone: string;
}) {
  const { href, ...place } = placesOf(cohort.id, query).people;
  return (
    <Section title="People" id="people">
      {cohort.learnerCount === 0 ? (
        <EmptyState title="Nobody is enrolled yet">
          <p>Exams that are assigned to the cohort reach everybody who is enrolled in it.</p>
        </EmptyState>
      ) : (
        <ListSearch label="Find somebody in the cohort" query={query.people} {...place} />
      )}
      {people.rows.length === 0 ? (
        cohort.learnerCount > 0 && <NoneMatch what="people" {...place} />
      ) : (
        <PersonTable
          caption="People of the cohort by name"
          dated="Enrolled"
          people={people.rows}
          date={(person) => formatDate(person.enrolledAt, timeZone)}
          act={(person) => (
            <ActionButton
              action={withdraw}
              fields={{ cohortId: cohort.id, membershipId: person.membershipId }}
              label={person.label}
              pendingLabel="Taking out"
              variant="quiet"
              size="compact"
            >
              Take out
            </ActionButton>
          )}
        />
      )}
      <Pager page={people} noun={PEOPLE} href={(page) => href(toListParameters({ ...query.people, page }))} />
    </Section>
  );
}

/** Whose past is here although they are gone: from the cohort, or from the organisation. Nothing when there is nobody. */
export function FormerSection({
  page: { cohort, query, former },
  timeZone,
}: {
  page: CohortPage;
  timeZone: string;
}) {
  if (cohort.leftCount === 0) return null;
  const { href, ...place } = placesOf(cohort.id, query).left;
  return (
    <Section
      title="Who left"
      id="left"
      description="What they answered while they were here stays in the results and weaknesses of the cohort."
    >
      {query.left.q !== '' || former.total > former.pageSize ? (
        <ListSearch label="Find somebody who left" query={query.left} list="left" {...place} />
      ) : null}
      {former.rows.length === 0 ? (
        <NoneMatch what="people" {...place} />
      ) : (
        <PersonTable
          caption="People who left the cohort by name"
          dated="Left"
          people={former.rows}
          date={(person) => (
            <>
              {formatDate(person.leftAt, timeZone)}
              {person.removed ? <span className="text-muted">, removed from the organisation</span> : null}
            </>
          )}
          act={(person) =>
            person.removed || cohort.archivedAt ? null : (
              <ActionButton
                action={enrol}
                fields={{ cohortId: cohort.id, membershipId: person.membershipId }}
                label={person.label}
                pendingLabel="Putting back"
                variant="quiet"
                size="compact"
              >
                Put back
              </ActionButton>
            )
          }
        />
      )}
      <Pager
        page={former}
        noun={PEOPLE}
        href={(page) => href(toListParameters({ ...query.left, page }, 'left'))}
      />
    </Section>
  );
}

export function EnrolSection({ page: { cohort, query, candidates } }: { page: CohortPage }) {
  const { href, ...place } = placesOf(cohort.id, query).enrol;
  const { q, role } = query.enrol;
  const isNarrowed = q !== '' || role !== 'learner';
  const own = (page: number) => ({
    ...toListParameters({ q, page }, 'enrol'),
    'enrol-role': role === 'any' ? role : null,
  });
  return (
    <Section title="Enrol people" id="enrol">
      <ListSearch
        label="Find people to enrol"
        query={query.enrol}
        list="enrol"
        isNarrowed={isNarrowed}
        {...place}
      >
        <div className="min-w-40">
          <Field id="enrol-role" label="Role">
            {(control) => (
              <Select key={role} {...control} name="enrol-role" defaultValue={role}>
                <option value="learner">Learners</option>
                <option value="any">Every role</option>
              </Select>
            )}
          </Field>
        </div>
      </ListSearch>
      {candidates.rows.length === 0 && isNarrowed ? <NoneMatch what="people" {...place} /> : null}
      {candidates.rows.length === 0 && !isNarrowed ? (
        <p className="text-muted">
          Every learner is enrolled. <TextLink href={paths.people}>Add people</TextLink> to the organisation
          first.
        </p>
      ) : null}
      <EnrolForm cohortId={cohort.id} candidates={candidates} />
      <Pager page={candidates} noun={PEOPLE} href={(page) => href(own(page))} />
      <EnrolFoundForm cohortId={cohort.id} filter={{ q, role }} total={candidates.total} />
    </Section>
  );
}

/** Whose cohort it is: instructors see the evidence of the cohorts they look after, and of no others. */
export function StaffSection({ page: { cohort, query, staffCandidates } }: { page: CohortPage }) {
  const { href, ...place } = placesOf(cohort.id, query).staff;
  const isSearched = query.staff.q !== '';
  return (
    <Section
      title="Looked after by"
      id="staff"
      description="Instructors see the evidence of the cohorts they look after, and of no others."
    >
      {cohort.staff.length === 0 ? <p className="text-muted">Nobody yet.</p> : null}
      {cohort.staff.length > 0 ? (
        <ul className="max-w-xl border-t border-hairline">
          {cohort.staff.map((person) => (
            <li
              key={person.membershipId}
              className="flex items-center justify-between gap-4 border-b border-hairline py-1"
            >
              <TextLink href={paths.person(person.membershipId)}>{person.label}</TextLink>
              <ActionButton
                action={removeStaff}
                fields={{ cohortId: cohort.id, membershipId: person.membershipId }}
                label={person.label}
                pendingLabel="Taking off"
                variant="quiet"
                size="compact"
              >
                Take off
              </ActionButton>
            </li>
          ))}
        </ul>
      ) : null}
      {staffCandidates.total === 0 && cohort.staff.length === 0 && !isSearched ? (
        <p className="text-muted">
          Nobody has the role instructor. <TextLink href={paths.people}>Give it to somebody</TextLink> first.
        </p>
      ) : null}
      {isSearched || staffCandidates.total > staffCandidates.pageSize ? (
        <ListSearch label="Find an instructor" query={query.staff} list="staff" {...place} />
      ) : null}
      {isSearched && staffCandidates.rows.length === 0 ? <NoneMatch what="instructors" {...place} /> : null}
      <StaffForm cohortId={cohort.id} candidates={staffCandidates.rows} />
      <Pager
        page={staffCandidates}
        noun={INSTRUCTORS}
        href={(page) => href(toListParameters({ ...query.staff, page }, 'staff'))}
      />
    </Section>
  );
}
