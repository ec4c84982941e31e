import 'server-only';
import { notFound } from 'next/navigation';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import {
  type PeopleFilter,
  type PeopleView,
  type PersonView,
  peopleFilter,
  type RemovalPlan,
} from './contract';
import { findPerson, findRemovalPlan, listPeople } from './data';

/** What the pages need besides the people themselves. */
interface PageContext {
  readonly timeZone: string;
  /** Who is looking: owners see more choices, and nobody is offered to remove themselves. */
  readonly viewer: { readonly membershipId: string; readonly isOwner: boolean };
}

async function requireContext(): Promise<PageContext & { scope: Parameters<typeof listPeople>[0] }> {
  const { scope, membership } = await requireVisitor('person:read');
  const { membershipId, role } = scope.actor;
  return { scope, timeZone: membership.timeZone, viewer: { membershipId, isOwner: role === 'owner' } };
}

export async function loadPeople(
  search: Readonly<Record<string, unknown>>,
): Promise<PageContext & { readonly people: PeopleView; readonly filter: PeopleFilter }> {
  const { scope, ...context } = await requireContext();
  const filter = peopleFilter.parse({ q: search.q, role: search.role ?? null, page: search.page });
  return { ...context, filter, people: await listPeople(scope, filter) };
}

export async function loadPerson(
  id: string,
): Promise<PageContext & { readonly person: PersonView; readonly removal: RemovalPlan | null }> {
  const { scope, ...context } = await requireContext();
  const [person, removal] = await Promise.all([findPerson(scope, id), findRemovalPlan(scope, id)]);
  return person ? { ...context, person, removal } : notFound();
}
