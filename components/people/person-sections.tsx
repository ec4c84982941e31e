import { ActionButton } from '@/components/forms/action-button';
import { TextLink } from '@/components/ui/button-link';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/page-header';
import { RESET_LINK_HOURS } from '@/lib/domain/kernel/limits';
import { removePerson, restorePerson } from '@/lib/features/people/actions';
import type { PersonView, RemovalPlan } from '@/lib/features/people/contract';
import type { TargetsView } from '@/lib/features/target/contract';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { AccommodationForm } from './accommodation-form';
import { ExternalIdForm } from './external-id-form';
import { InvitationSection } from './invitation-section';
import { removalSentence } from './removal-words';
import { ResetLinkForm } from './reset-link-form';
import { RoleForm } from './role-form';
import { TargetSection } from './target-section';

export interface Viewer {
  readonly membershipId: string;
  readonly isOwner: boolean;
}

/** Everything that an administrator decides about someone who is in the organisation. */
export function PersonSections({
  person,
  removal,
  targets,
  viewer,
  timeZone,
}: {
  person: PersonView;
  removal: RemovalPlan | null;
  targets: TargetsView;
  viewer: Viewer;
  timeZone: string;
}) {
  const outOfReach = person.role === 'owner' && !viewer.isOwner;
  return (
    <>
      {person.joined || outOfReach ? null : <InvitationSection person={person} timeZone={timeZone} />}
      <Section title="Role">
        {outOfReach ? (
          <p>{person.name} is an owner. Only another owner can change that.</p>
        ) : (
          <RoleForm membershipId={person.id} role={person.role} mayGrantOwner={viewer.isOwner} />
        )}
      </Section>
      <Section
        title="Extra time in exams"
        description="Counts for attempts that start after it is saved; running attempts keep their time."
      >
        <AccommodationForm membershipId={person.id} accommodation={person.accommodation} />
      </Section>
      <TargetSection view={targets} membershipId={person.id} removed={false} timeZone={timeZone} />
      <CohortLinks title="Cohorts" cohorts={person.cohorts} none="In no cohort yet." />
      {person.role === 'instructor' ? (
        <CohortLinks
          title="Looks after"
          cohorts={person.staffOf}
          none="No cohort yet, so no evidence of anybody."
        />
      ) : null}
      <Section
        title="Other systems"
        description="It appears beside the person in the CSV files of readiness."
      >
        <ExternalIdForm membershipId={person.id} externalId={person.externalId} />
      </Section>
      {!person.joined || outOfReach || person.id === viewer.membershipId ? null : (
        <Section
          title="Forgotten password"
          description={`A link with which ${person.name} chooses a new password. It works once, for ${RESET_LINK_HOURS} hours, and signs them out everywhere. Make sure that it is really ${person.name} who asks.`}
        >
          <ResetLinkForm membershipId={person.id} timeZone={timeZone} />
        </Section>
      )}
      {outOfReach || person.id === viewer.membershipId || removal === null ? null : (
        <RemoveSection person={person} plan={removal} />
      )}
    </>
  );
}

function CohortLinks({
  title,
  cohorts,
  none,
}: {
  title: string;
  cohorts: PersonView['cohorts'];
  none: string;
}) {
  return (
    <Section title={title}>
      {cohorts.length === 0 ? (
        <p className="text-muted">
          {none} People are put into cohorts on the <TextLink href={paths.cohorts}>cohort’s page</TextLink>.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {cohorts.map((cohort) => (
            <li key={cohort.id}>
              <TextLink href={paths.cohort(cohort.id)}>{cohort.name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function RemoveSection({ person, plan }: { person: PersonView; plan: RemovalPlan }) {
  return (
    <Section title="Remove">
      <div>
        <Dialog trigger={`Remove ${person.name}`} title={`Remove ${person.name}?`}>
          <p>{removalSentence(plan)}</p>
          <ActionButton
            action={removePerson}
            fields={{ membershipId: person.id }}
            pendingLabel="Removing"
            variant="danger"
          >
            Remove
          </ActionButton>
        </Dialog>
      </div>
    </Section>
  );
}

/** Someone who was taken out: what is left to decide is only whether they come back. */
export function RemovedPerson({
  person,
  targets,
  timeZone,
}: {
  person: PersonView;
  targets: TargetsView;
  timeZone: string;
}) {
  return (
    <div className="flex flex-col items-start gap-5">
      <Notice title={`Removed${person.removedAt ? ` on ${formatDate(person.removedAt, timeZone)}` : ''}`}>
        They can’t reach this organisation. Their attempts and the evidence from them are kept.
      </Notice>
      <ActionButton
        action={restorePerson}
        fields={{ membershipId: person.id }}
        pendingLabel="Taking back"
        variant="primary"
      >
        Take back
      </ActionButton>
      {targets.targets.length > 0 ? (
        <TargetSection view={targets} membershipId={person.id} removed timeZone={timeZone} />
      ) : null}
    </div>
  );
}
