'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { Flash, Notice } from '@/components/ui/notice';
import type {
  CommitOutcome,
  ImportChoices,
  ImportCounts,
  ItemChange,
  PreviewItem,
  PreviewView,
} from '@/lib/features/scenario-import/contract';
import { sendImport } from '@/lib/features/scenario-import/queries';
import { formatCount, formatList, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { PASTED, toCommitInput } from './draft';
import type { StepProps } from './step';
import { StepHeading } from './wizard-steps';

const QUESTION = { one: 'question', other: 'questions' };
const CHANGE_WORDS: Readonly<Record<ItemChange, string>> = {
  title: 'title',
  stem: 'question',
  options: 'options',
  key: 'key',
  rationale: 'rationales',
  stimulus: 'background',
};

/** Step 4: what will be written, and the button that writes it. */
export function SummaryStep({
  draft,
  reading,
  goTo,
  choices,
  onDone,
}: StepProps & { choices: ImportChoices; onDone: () => Promise<void> }) {
  const router = useRouter();
  const [repeated, setRepeated] = useState<CommitOutcome | null>(null);
  const { preview, isStale } = reading;
  const { mutate, isPending, error, isSuccess } = useMutation({
    mutationFn: () => sendImport(toCommitInput(draft, preview?.items ?? [], choices.topics)),
    onSuccess: async (outcome) => {
      if (outcome.importId === null) return setRepeated(outcome);
      await onDone();
      router.push(withQuery(paths.import(outcome.importId), { done: 'yes' }));
    },
  });
  if (preview === undefined) return null;
  const counts = countsOf(preview);
  const bankName = choices.banks.find((bank) => bank.id === draft.bankId)?.name ?? draft.bankName;
  const isBusy = isPending || (isSuccess && repeated === null);
  const hasWork = counts.created + counts.changed + counts.stimuliChanged > 0;
  return (
    <div className="flex flex-col gap-6">
      <StepHeading finding={summarySentence(counts, bankName)}>Import</StepHeading>
      <DefinitionList items={summaryItems(counts, bankName, draft.sourceName, draft.licenceNote)} />
      <ChangedItems items={preview.items} />
      <div role="alert">{error ? <Notice tone="danger" title={error.message} /> : null}</div>
      {repeated ? (
        <Flash>
          There was nothing to do: all of it is already in{' '}
          <TextLink href={paths.bank(repeated.bankId)}>{repeated.bankName}</TextLink>.
        </Flash>
      ) : null}
      <div className="flex flex-wrap items-center gap-3 border-t border-hairline pt-5">
        <Button
          variant="primary"
          aria-disabled={isBusy || isStale || !hasWork}
          onClick={() => {
            if (!isBusy && !isStale && hasWork) mutate();
          }}
        >
          {isBusy ? 'Importing' : actOf(counts)}
        </Button>
        <Button onClick={() => goTo(3)}>Back</Button>
        {hasWork ? <p className="text-muted">It can be undone until a question is used in an exam.</p> : null}
      </div>
    </div>
  );
}

/** The plan of a new bank: everything that is ready is new to it. */
function countsOf(preview: PreviewView): ImportCounts {
  if (preview.counts) return preview.counts;
  const ready = preview.items.filter((item) => item.ready).length;
  const stimuli = new Set(preview.items.filter((item) => item.ready).map((item) => item.stimulus));
  stimuli.delete(null);
  return {
    created: ready,
    changed: 0,
    same: 0,
    duplicate: 0,
    skipped: preview.items.length - ready,
    retired: 0,
    stimuliCreated: stimuli.size,
    stimuliChanged: 0,
  };
}

/** The act in words: "Import 20 questions", "Update 1 question". */
function actOf({ created, changed, stimuliChanged }: ImportCounts): string {
  if (created > 0 && changed > 0) {
    return `Import ${formatNumber(created)} and update ${formatCount(changed, QUESTION)}`;
  }
  if (created > 0) return `Import ${formatCount(created, QUESTION)}`;
  if (changed > 0) return `Update ${formatCount(changed, QUESTION)}`;
  return stimuliChanged > 0 ? 'Update the backgrounds' : 'Nothing to import';
}

function summarySentence(counts: ImportCounts, bankName: string): string {
  if (counts.created + counts.changed + counts.stimuliChanged === 0) {
    return `${bankName} already holds all of it, word for word.`;
  }
  const parts = [
    counts.created > 0
      ? `gets ${formatCount(counts.created, { one: 'new question', other: 'new questions' })}`
      : '',
    counts.changed > 0 ? `has ${formatCount(counts.changed, QUESTION)} updated` : '',
  ].filter((part) => part !== '');
  return `${bankName} ${formatList(parts)}. No learner sees any of it until an exam with it is assigned.`;
}

function summaryItems(counts: ImportCounts, bankName: string, sourceName: string, licenceNote: string) {
  const number = (count: number) => formatNumber(count);
  return [
    { term: 'Source', value: sourceName.trim() === '' ? PASTED : sourceName },
    { term: 'Bank', value: bankName },
    { term: 'New questions', value: number(counts.created) },
    ...(counts.changed > 0
      ? [{ term: 'Updated', value: `${number(counts.changed)}, each as a new version` }]
      : []),
    ...(counts.same > 0 ? [{ term: 'Unchanged', value: number(counts.same) }] : []),
    { term: 'Left out', value: leftOut(counts) },
    ...(counts.stimuliCreated > 0 ? [{ term: 'New backgrounds', value: number(counts.stimuliCreated) }] : []),
    ...(counts.stimuliChanged > 0
      ? [{ term: 'Updated backgrounds', value: number(counts.stimuliChanged) }]
      : []),
    { term: 'Licence', value: licenceNote.trim() === '' ? 'Not stated' : licenceNote },
  ];
}

function leftOut({ skipped, duplicate }: ImportCounts): string {
  if (skipped + duplicate === 0) return '0';
  const parts = [
    skipped > 0 ? `${formatNumber(skipped)} with an error` : '',
    duplicate > 0 ? `${formatNumber(duplicate)} given twice` : '',
  ].filter((part) => part !== '');
  return formatList(parts);
}

const SHOWN = 50;

/** What an update changes, question by question. */
function ChangedItems({ items }: { items: readonly PreviewItem[] }) {
  const changed = items.filter((item) => item.plan?.action === 'changed');
  if (changed.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-17 font-semibold">What changes</h3>
      <ul className="flex flex-col gap-1">
        {changed.slice(0, SHOWN).map((item) => (
          <li key={`${item.number}:${item.firstLine}`}>
            Question {item.number}
            {item.content.title ? `: ${item.content.title}` : ''}{' '}
            <span className="text-muted">
              ({formatList((item.plan?.changes ?? []).map((part) => CHANGE_WORDS[part]))})
            </span>
          </li>
        ))}
      </ul>
      {changed.length > SHOWN ? <p className="text-muted">and {changed.length - SHOWN} more</p> : null}
    </section>
  );
}
