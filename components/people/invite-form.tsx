import { invitePerson } from '@/lib/features/people/actions';
import { LinkForm } from './link-form';

/** Makes the link with which somebody joins. `replaces`: another one still works, which this one ends. */
export function InviteForm({
  membershipId,
  timeZone,
  replaces,
}: {
  membershipId: string;
  timeZone: string;
  replaces: boolean;
}) {
  return (
    <LinkForm
      action={invitePerson}
      membershipId={membershipId}
      timeZone={timeZone}
      id="invitation-link"
      label="Invitation link"
      purpose="it lets them in"
      button={{ first: replaces ? 'Make another link' : 'Make a new link', next: 'Make another link' }}
    />
  );
}
