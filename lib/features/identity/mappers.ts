import 'server-only';
import { formatPageMark } from '@/lib/domain/access/page-mark';
import type { Invitation } from '@/lib/infra/auth/account';
import { answerSealOf } from '@/lib/infra/auth/answer-seal';
import type { Session, SessionMembership } from '@/lib/infra/auth/session';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import type { InvitationView, OrganisationView, VisitorView } from './contract';

const toOrganisationView = (membership: SessionMembership): OrganisationView => ({
  id: membership.organisationId,
  name: membership.organisationName,
  simulated: membership.simulated,
});

export function toVisitorView(
  session: Session,
  scope: MemberScope,
  membership: SessionMembership,
): VisitorView {
  return {
    pageMark: formatPageMark({ organisationId: membership.organisationId, personId: session.personId }),
    name: membership.displayName,
    email: session.email,
    mark: answerSealOf(session.personId).owner,
    actor: scope.actor,
    organisation: toOrganisationView(membership),
    organisations: session.memberships.map(toOrganisationView),
  };
}

/** `signedInAs` is the address of whoever is signed in. Somebody else comes first, so that nobody joins as the wrong person. */
export function toInvitationView(
  { name, email, organisationName, hasPassword }: Invitation,
  signedInAs: string | null,
): InvitationView {
  const view = { name, email, organisationName, signedInAs };
  if (signedInAs !== null && signedInAs !== email) return { ...view, step: 'leave' };
  if (!hasPassword) return { ...view, step: 'choose_password' };
  return { ...view, step: signedInAs === null ? 'sign_in' : 'join' };
}
