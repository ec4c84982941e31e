'use client';

import { useActionState, useId, useState } from 'react';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { Checkbox } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { enrol } from '@/lib/features/cohort/actions';
import { type CohortPerson, MAX_ENROLLED_AT_ONCE } from '@/lib/features/cohort/contract';
import { formatCount } from '@/lib/ui/format';
import { ROLE_WORDS } from '@/lib/ui/role-words';

const FIELD_IDS = { membershipId: 'candidates' } as const;

const matches = (person: CohortPerson, search: string): boolean =>
  `${person.name} ${person.email}`.toLowerCase().includes(search.trim().toLowerCase());

/** Ticks several people and enrols them at once. The search hides rows but forgets no tick. */
export function EnrolForm({
  cohortId,
  candidates,
}: {
  cohortId: string;
  candidates: readonly CohortPerson[];
}) {
  const [state, action] = useActionState(enrol, IDLE);
  const [search, setSearch] = useState('');
  const [tickedCount, setTickedCount] = useState(0);
  const found = candidates.filter((person) => matches(person, search)).length;
  const searchId = useId();
  return (
    <form
      action={action}
      onChange={(event) =>
        setTickedCount(event.currentTarget.querySelectorAll('input[type=checkbox]:checked').length)
      }
      onReset={() => {
        setTickedCount(0);
        setSearch('');
      }}
      className="flex max-w-xl flex-col gap-4"
    >
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="cohortId" value={cohortId} />
      {candidates.length === 0 ? null : (
        <>
          <Field
            id={searchId}
            label="Find people"
            hint={
              candidates.length === MAX_ENROLLED_AT_ONCE
                ? `The first ${MAX_ENROLLED_AT_ONCE} are listed; enrol some of them to see more.`
                : undefined
            }
          >
            {(control) => (
              <TextInput
                {...control}
                type="search"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            )}
          </Field>
          {found === 0 ? <p>Nobody matches. Ticks that you have made are kept.</p> : null}
          <CandidateList
            candidates={candidates}
            search={search}
            error={errorOf(state, 'membershipId')}
            legend={`${formatCount(found, { one: 'person', other: 'people' })} to choose from`}
          />
          <div>
            <SubmitButton pendingLabel="Enrolling">
              {tickedCount > 0
                ? `Enrol ${formatCount(tickedCount, { one: 'person', other: 'people' })}`
                : 'Enrol'}
            </SubmitButton>
          </div>
        </>
      )}
    </form>
  );
}

function CandidateList({
  candidates,
  search,
  error,
  legend,
}: {
  candidates: readonly CohortPerson[];
  search: string;
  error: string | undefined;
  legend: string;
}) {
  return (
    <fieldset id={FIELD_IDS.membershipId} tabIndex={-1} className="flex flex-col gap-1.5">
      <legend className="pb-1.5 text-13 text-muted" aria-live="polite">
        {legend}
      </legend>
      {error ? <p className="font-semibold text-danger">{error}</p> : null}
      <ul className="max-h-80 not-has-[>li:not([hidden])]:hidden overflow-y-auto rounded-control border border-line bg-raised p-1">
        {candidates.map((person) => (
          <li key={person.membershipId} hidden={!matches(person, search)}>
            <Checkbox
              id={`candidate-${person.membershipId}`}
              name="membershipId"
              value={person.membershipId}
              label={person.name}
              hint={
                person.role === 'learner' ? person.email : `${person.email}, ${ROLE_WORDS[person.role].name}`
              }
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
