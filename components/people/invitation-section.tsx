import { ActionButton } from '@/components/forms/action-button';
import { Section } from '@/components/ui/page-header';
import { State } from '@/components/ui/state';
import { INVITATION_HOURS } from '@/lib/domain/kernel/limits';
import { revokeInvitation } from '@/lib/features/people/actions';
import type { PersonView } from '@/lib/features/people/contract';
import { formatDateTime } from '@/lib/ui/format';
import { InviteForm } from './invite-form';

/** For somebody who has not joined yet: whether a link of theirs still works, another one, and the end of it. */
export function InvitationSection({ person, timeZone }: { person: PersonView; timeZone: string }) {
  const { id, name, invitedUntil } = person;
  return (
    <Section
      title="Invitation"
      description={`${name} has not joined yet and can’t reach this organisation. A link works once, for ${INVITATION_HOURS} hours; it ends when you make another one, change the role or remove ${name}.`}
    >
      <State icon="clock" tone={invitedUntil ? 'neutral' : 'below'}>
        {invitedUntil
          ? `Invited until ${formatDateTime(invitedUntil, timeZone)}`
          : 'No invitation that still works'}
      </State>
      <InviteForm membershipId={id} timeZone={timeZone} replaces={invitedUntil !== null} />
      {invitedUntil ? (
        <div>
          <ActionButton
            action={revokeInvitation}
            fields={{ membershipId: id }}
            pendingLabel="Revoking"
            variant="quiet"
          >
            Revoke the invitation
          </ActionButton>
        </div>
      ) : null}
    </Section>
  );
}
