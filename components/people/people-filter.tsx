import { ListSearch } from '@/components/lists/list-search';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/text-control';
import { ROLES } from '@/lib/domain/access/actor';
import { type PeopleFilter as Filter, PEOPLE_GROUPS, type PeopleGroup } from '@/lib/features/people/contract';
import { paths } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';

const GROUP_WORDS: { readonly [G in PeopleGroup]: string } = {
  invited: 'Invited, not joined yet',
  no_cohort: 'Learners in no cohort',
  removed: 'Removed people',
};

/** Narrows the list through the address of the page, so that a view can be shared and needs no script. */
export function PeopleFilter({ filter }: { filter: Filter }) {
  return (
    <ListSearch
      label="Name or address"
      path={paths.people}
      query={filter}
      isNarrowed={filter.q !== '' || filter.role !== null}
    >
      <div className="min-w-40">
        <Field id="filter-role" label="Role">
          {(control) => (
            <Select key={filter.role ?? ''} {...control} name="role" defaultValue={filter.role ?? ''}>
              <option value="">Every role</option>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {ROLE_WORDS[role].name}
                </option>
              ))}
              {PEOPLE_GROUPS.map((group) => (
                <option key={group} value={group}>
                  {GROUP_WORDS[group]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </ListSearch>
  );
}
