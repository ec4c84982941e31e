import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { Select, TextInput } from '@/components/ui/text-control';
import { ROLES } from '@/lib/domain/access/actor';
import type { PeopleFilter as Filter } from '@/lib/features/people/contract';
import { paths } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';

/** Narrows the list through the address of the page, so that a view can be shared and needs no script. */
export function PeopleFilter({ filter }: { filter: Filter }) {
  const active = filter.q !== '' || filter.role !== null;
  return (
    <form
      method="get"
      action={paths.people}
      aria-label="Filter"
      className="flex flex-wrap items-end gap-x-3 gap-y-4"
    >
      <div className="min-w-52 grow sm:max-w-80">
        <Field id="filter-q" label="Name or address">
          {(control) => <TextInput {...control} name="q" type="search" defaultValue={filter.q} />}
        </Field>
      </div>
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
              <option value="removed">Removed people</option>
            </Select>
          )}
        </Field>
      </div>
      <div className="flex gap-2">
        <Button type="submit" icon="search">
          Show
        </Button>
        {active ? (
          <ButtonLink href={paths.people} variant="quiet">
            Clear
          </ButtonLink>
        ) : null}
      </div>
    </form>
  );
}
