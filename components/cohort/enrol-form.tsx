'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Checkbox } from '@/components/ui/choice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Page } from '@/lib/domain/kernel/page';
import { enrol, enrolFound } from '@/lib/features/cohort/actions';
import type { CohortPerson, EnrolableFilter } from '@/lib/features/cohort/contract';
import { formatCount } from '@/lib/ui/format';
import { ROLE_WORDS } from '@/lib/ui/role-words';

const FIELD_IDS = { membershipId: 'candidates' } as const;
const PEOPLE = { one: 'person', other: 'people' } as const;

/** Ticks several people and enrols them at once. Ticks outlive another search and another page. */
export function EnrolForm({ cohortId, candidates }: { cohortId: string; candidates: Page<CohortPerson> }) {
  const act = useAct(enrol);
  const { state } = act;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  const shown = new Set(candidates.rows.map(({ membershipId }) => membershipId));
  const elsewhere = [...ticked].filter((id) => !shown.has(id));
  const error = errorOf(state, 'membershipId');
  return (
    <ActionForm act={act} onReset={() => setTicked(new Set())} className="flex max-w-xl flex-col gap-4">
      <FormOutcome state={state} fieldIds={FIELD_IDS} />
      <input type="hidden" name="cohortId" value={cohortId} />
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="membershipId" value={id} />
      ))}
      {candidates.rows.length === 0 ? null : (
        <fieldset id={FIELD_IDS.membershipId} tabIndex={-1} className="flex flex-col gap-1.5">
          <legend className="sr-only">People to enrol</legend>
          {error ? <p className="font-semibold text-danger">{error}</p> : null}
          <ul className="max-h-80 overflow-y-auto rounded-control border border-line bg-raised p-1">
            {candidates.rows.map((person) => (
              <li key={person.membershipId}>
                <Checkbox
                  id={`candidate-${person.membershipId}`}
                  name="membershipId"
                  value={person.membershipId}
                  checked={ticked.has(person.membershipId)}
                  onChange={(event) => tick(person.membershipId, event.currentTarget.checked)}
                  label={person.name}
                  hint={
                    person.role === 'learner'
                      ? person.email
                      : `${person.email}, ${ROLE_WORDS[person.role].name}`
                  }
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {candidates.rows.length === 0 && ticked.size === 0 ? null : (
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton pendingLabel="Enrolling">
            {ticked.size > 0 ? `Enrol ${formatCount(ticked.size, PEOPLE)}` : 'Enrol those ticked'}
          </SubmitButton>
          {elsewhere.length > 0 ? (
            <span className="text-muted" role="status">
              {formatCount(elsewhere.length, PEOPLE)} of them not on this page
            </span>
          ) : null}
        </div>
      )}
    </ActionForm>
  );
}

/** Enrols everybody whom the search finds, on all pages. The button says how many; a different number is refused. */
export function EnrolFoundForm({
  cohortId,
  filter,
  total,
}: {
  cohortId: string;
  filter: EnrolableFilter;
  total: number;
}) {
  const act = useAct(enrolFound);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col gap-3">
      <FormOutcome state={state} />
      {total === 0 ? null : (
        <>
          <input type="hidden" name="cohortId" value={cohortId} />
          <input type="hidden" name="q" value={filter.q} />
          <input type="hidden" name="role" value={filter.role} />
          <input type="hidden" name="shown" value={total} />
          <div>
            <SubmitButton variant="secondary" pendingLabel="Enrolling">
              {`Enrol all ${formatCount(total, PEOPLE)} found`}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
