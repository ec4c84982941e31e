import type { Metadata } from 'next';
import { PersonSections, RemovedPerson } from '@/components/people/person-sections';
import { PageHeader } from '@/components/ui/page-header';
import { loadPerson } from '@/lib/features/people/loaders';
import { loadTargets } from '@/lib/features/target/loaders';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';

export const metadata: Metadata = { title: 'Person' };

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [{ person, removal, timeZone, viewer }, targets] = await Promise.all([
    loadPerson(id),
    loadTargets(id),
  ]);
  const role = ROLE_WORDS[person.role].name;
  const since = formatDate(person.since, timeZone);
  return (
    <>
      <PageHeader
        title={person.name}
        crumbs={[{ href: paths.people, label: 'People' }]}
        finding={
          person.joined
            ? `${role} since ${since}, reached at ${person.email}.`
            : `${role}, invited on ${since} at ${person.email} and not joined yet.`
        }
      />
      {person.removedAt ? (
        <RemovedPerson person={person} targets={targets} timeZone={timeZone} />
      ) : (
        <PersonSections {...{ person, removal, targets, viewer, timeZone }} />
      )}
    </>
  );
}
