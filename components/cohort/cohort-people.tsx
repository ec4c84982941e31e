import { ActionButton } from '@/components/forms/action-button';
import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { removeStaff, withdraw } from '@/lib/features/cohort/actions';
import type { CohortView } from '@/lib/features/cohort/contract';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { EnrolForm } from './enrol-form';
import { StaffForm } from './staff-form';

/** Who is in the cohort, and who could be. */
export function LearnersSection({ cohort, timeZone }: { cohort: CohortView; timeZone: string }) {
  return (
    <Section title="People">
      {cohort.learners.length === 0 ? (
        <EmptyState title="Nobody is enrolled yet">
          <p>Exams that are assigned to the cohort reach everybody who is enrolled in it.</p>
        </EmptyState>
      ) : (
        <Table caption="People of the cohort by name" captionHidden>
          <TableHead>
            <Th>Name</Th>
            <Th>E-mail address</Th>
            <Th>Enrolled</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </TableHead>
          <TableBody>
            {cohort.learners.map((person) => (
              <Tr key={person.membershipId}>
                <Th scope="row">
                  <TextLink href={paths.person(person.membershipId)}>{person.name}</TextLink>
                </Th>
                <Td>{person.email}</Td>
                <Td>{formatDate(person.enrolledAt, timeZone)}</Td>
                <Td numeric>
                  <ActionButton
                    action={withdraw}
                    fields={{ cohortId: cohort.id, membershipId: person.membershipId }}
                    label={person.name}
                    pendingLabel="Taking out"
                    variant="quiet"
                    size="compact"
                  >
                    Take out
                  </ActionButton>
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

export function EnrolSection({ cohort }: { cohort: CohortView }) {
  return (
    <Section title="Enrol people">
      {cohort.candidates.length === 0 ? (
        <p className="text-muted">
          Everybody is enrolled. <TextLink href={paths.people}>Add people</TextLink> to the organisation
          first.
        </p>
      ) : null}
      <EnrolForm cohortId={cohort.id} candidates={cohort.candidates} />
    </Section>
  );
}

/** Whose cohort it is: instructors see the evidence of the cohorts they look after, and of no others. */
export function StaffSection({ cohort }: { cohort: CohortView }) {
  return (
    <Section
      title="Looked after by"
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
              <TextLink href={paths.person(person.membershipId)}>{person.name}</TextLink>
              <ActionButton
                action={removeStaff}
                fields={{ cohortId: cohort.id, membershipId: person.membershipId }}
                label={person.name}
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
      {cohort.staffCandidates.length === 0 && cohort.staff.length === 0 ? (
        <p className="text-muted">
          Nobody has the role instructor. <TextLink href={paths.people}>Give it to somebody</TextLink> first.
        </p>
      ) : null}
      <StaffForm cohortId={cohort.id} candidates={cohort.staffCandidates} />
    </Section>
  );
}
