import type { Metadata } from 'next';
import { AddPersonForm } from '@/components/people/add-person-form';
import { PeopleFilter } from '@/components/people/people-filter';
import { peopleSentence } from '@/components/people/people-sentence';
import { PeopleTable } from '@/components/people/people-table';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadPeople } from '@/lib/features/people/loaders';

export const metadata: Metadata = { title: 'People' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function PeoplePage({ searchParams }: { searchParams: Search }) {
  const { people, filter, timeZone, viewer } = await loadPeople(await searchParams);
  return (
    <>
      <PageHeader title="People" finding={peopleSentence(people.countByRole)} />
      <div className="grid items-start gap-x-12 gap-y-8 md:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <PeopleFilter filter={filter} />
          <PeopleTable people={people} filter={filter} timeZone={timeZone} />
        </div>
        <Section title="Add a person">
          <AddPersonForm mayGrantOwner={viewer.isOwner} timeZone={timeZone} />
        </Section>
      </div>
    </>
  );
}
