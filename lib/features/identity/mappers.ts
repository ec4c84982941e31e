import 'server-only';
import type { Session, SessionMembership } from '@/lib/infra/auth/session';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import type { OrganisationView, VisitorView } from './contract';

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
    name: membership.displayName,
    email: session.email,
    actor: scope.actor,
    organisation: toOrganisationView(membership),
    organisations: session.memberships.map(toOrganisationView),
  };
}
