'use client';

import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Select, TextArea, TextInput } from '@/components/ui/text-control';
import type { ImportChoices, PreviewItem } from '@/lib/features/scenario-import/contract';
import { formatCount } from '@/lib/ui/format';
import { itemKey } from './draft';
import { NewTopics } from './new-topics';
import type { StepProps } from './step';
import { suggestTopics } from './suggest-topics';
import { TopicTable } from './topic-table';
import { StepHeading } from './wizard-steps';

/** Step 3: where the questions go, what they are about, and by what right they are used. */
export function OptionsStep({
  draft,
  change,
  reading,
  goTo,
  choices,
}: StepProps & { choices: ImportChoices }) {
  const items = reading.preview?.items;
  // Topics are given once; an item that the bank knows keeps its own.
  const fresh = useMemo(
    () => (items ?? []).filter((item) => item.ready && (item.plan === null || item.plan.action === 'new')),
    [items],
  );
  useSuggestions({ draft, change }, fresh, choices);
  const [problem, setProblem] = useState<string | undefined>();
  const bank = choices.banks.find((one) => one.id === draft.bankId);
  const certification = choices.certifications.find(
    (one) => one.id === (bank ? bank.certificationId : draft.certificationId),
  );
  const goOn = () => {
    const missing = draft.bankId === '' && draft.bankName.trim() === '';
    setProblem(missing ? 'Name the bank.' : undefined);
    if (missing) document.getElementById('bank')?.focus();
    else goTo(4);
  };
  return (
    <div className="flex flex-col gap-8">
      <StepHeading finding="A bank holds the questions; topics decide what their answers say about a learner.">
        Options
      </StepHeading>
      <BankChoice draft={draft} change={change} choices={choices} problem={problem} />
      <section className="flex flex-col gap-4 border-t border-hairline pt-5">
        <h3 className="text-20 font-semibold">Topics</h3>
        {fresh.length === 0 ? (
          <p className="text-muted">
            {reading.isStale
              ? 'Comparing with the bank.'
              : 'No question is new to this bank. Those that are known keep their topics.'}
          </p>
        ) : (
          <>
            <TopicTable items={fresh} draft={draft} change={change} topics={choices.topics} />
            <NewTopics
              items={fresh}
              draft={draft}
              change={change}
              topics={choices.topics}
              certification={certification ?? null}
            />
          </>
        )}
      </section>
      <section className="flex flex-col gap-4 border-t border-hairline pt-5">
        <h3 className="text-20 font-semibold">Licence</h3>
        <Field
          id="licence"
          label="Licence and attribution"
          hint="Who wrote this and by what right you use it. It is kept with every question."
          optional
        >
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={2000}
              value={draft.licenceNote}
              onChange={(event) => change({ licenceNote: event.target.value })}
            />
          )}
        </Field>
      </section>
      <div className="flex flex-wrap gap-3 border-t border-hairline pt-5">
        <Button variant="primary" onClick={goOn}>
          Go on to the summary
        </Button>
        <Button onClick={() => goTo(2)}>Back</Button>
      </div>
    </div>
  );
}

/** Fills topics that nobody has chosen yet, once per set of items; what somebody chose or emptied stays. */
function useSuggestions(
  { draft, change }: Pick<StepProps, 'draft' | 'change'>,
  items: readonly PreviewItem[],
  choices: ImportChoices,
): void {
  useEffect(() => {
    const open = items.filter((item) => draft.topicOfItem[itemKey(item)] === undefined);
    if (open.length === 0) return;
    const suggested = suggestTopics(open, choices.topics);
    change({ topicOfItem: { ...draft.topicOfItem, ...suggested } });
  }, [items, choices.topics, draft.topicOfItem, change]);
}

function BankChoice({
  draft,
  change,
  choices,
  problem,
}: Pick<StepProps, 'draft' | 'change'> & { choices: ImportChoices; problem: string | undefined }) {
  const isNew = draft.bankId === '';
  return (
    <section className="flex flex-col gap-4">
      <h3 className="text-20 font-semibold">Bank</h3>
      {choices.banks.length > 0 ? (
        <fieldset className="flex flex-wrap gap-x-6">
          <legend className="sr-only">Where the questions go</legend>
          <Radio
            name="bank-kind"
            label="A bank that exists"
            checked={!isNew}
            onChange={() => change({ bankId: choices.banks[0]?.id ?? '' })}
          />
          <Radio
            name="bank-kind"
            label="A new bank"
            checked={isNew}
            onChange={() => change({ bankId: '' })}
          />
        </fieldset>
      ) : null}
      {isNew ? (
        <div className="grid max-w-4xl gap-x-6 gap-y-4 md:grid-cols-2">
          <Field id="bank" label="Name of the bank" error={problem}>
            {(control) => (
              <TextInput
                {...control}
                value={draft.bankName}
                maxLength={120}
                onChange={(event) => change({ bankName: event.target.value })}
              />
            )}
          </Field>
          <Field id="certification" label="Certification" optional>
            {(control) => (
              <Select
                {...control}
                value={draft.certificationId}
                onChange={(event) => change({ certificationId: event.target.value })}
              >
                <option value="">None</option>
                {choices.certifications.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      ) : (
        <Field
          id="bank"
          label="Bank"
          hint="Questions that it already holds are recognised: they are updated or left as they are, never doubled."
        >
          {(control) => (
            <Select
              {...control}
              value={draft.bankId}
              onChange={(event) => change({ bankId: event.target.value })}
            >
              {choices.banks.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({formatCount(one.items, { one: 'question', other: 'questions' })})
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </section>
  );
}
