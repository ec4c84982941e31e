import Form from 'next/form';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-control';
import { type ListQuery, LONGEST_SEARCH, listNames } from '@/lib/domain/kernel/page';
import { withQuery } from '@/lib/ui/paths';

type Kept = Readonly<Record<string, string | number | null | undefined>>;

interface Place {
  /** The address of the page, without its query. */
  readonly path: string;
  /** What stays in the address when the search changes: other filters, other lists of the page. */
  readonly keep?: Kept;
  /** Where on the page the list is; for pages with several. */
  readonly anchor?: string;
}

const hrefOf = ({ path, keep = {}, anchor }: Place) =>
  `${withQuery(path, keep)}${anchor === undefined ? '' : `#${anchor}`}`;

/**
 * Narrows a list through the address of the page, so that a view can be shared, goes back with "Back" and needs no script. A new
 * search begins on the first page. `children` are further choices of the same list.
 */
export function ListSearch({
  label,
  query,
  list = '',
  isNarrowed = query.q !== '',
  children,
  ...place
}: Place & {
  label: string;
  query: Pick<ListQuery, 'q'>;
  list?: string;
  isNarrowed?: boolean;
  children?: ReactNode;
}) {
  const name = listNames(list).q;
  const id = `search-${list || 'list'}`;
  return (
    <search>
      <Form
        prefetch={false}
        action={place.anchor === undefined ? place.path : `${place.path}#${place.anchor}`}
        aria-label={label}
        className="flex flex-wrap items-end gap-x-3 gap-y-4"
      >
        {Object.entries(place.keep ?? {}).map(([kept, value]) =>
          value === null || value === undefined || value === '' ? null : (
            <input key={kept} type="hidden" name={kept} value={value} />
          ),
        )}
        <div className="min-w-52 grow sm:max-w-80">
          <Field id={id} label={label}>
            {(control) => (
              // A new search remounts the field, which otherwise keeps what was typed before.
              <TextInput
                {...control}
                key={query.q}
                name={name}
                type="search"
                maxLength={LONGEST_SEARCH}
                defaultValue={query.q}
              />
            )}
          </Field>
        </div>
        {children}
        <div className="flex gap-2">
          <Button type="submit" icon="search">
            Show
          </Button>
          {isNarrowed ? (
            <ButtonLink href={hrefOf(place)} variant="quiet">
              Clear
            </ButtonLink>
          ) : null}
        </div>
      </Form>
    </search>
  );
}

/** A list that is empty because of what it is narrowed to, which is not the same as an empty list. */
export function NoneMatch({ what, ...place }: Place & { what: string }) {
  return (
    <EmptyState
      title={`No ${what} match`}
      action={
        <ButtonLink href={hrefOf(place)} variant="secondary">
          Clear the search
        </ButtonLink>
      }
    />
  );
}
