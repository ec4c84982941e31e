'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { DraftPreview, PlanTotals } from '@/lib/features/import-draft/contract';
import { startJob } from '@/lib/features/import-draft/queries';
import type { ImportChoices } from '@/lib/features/scenario-import/contract';
import { formatCount, formatList, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { PlanGroups } from './plan-groups';
import type { DraftHandle } from './use-draft';
import { useDraftPreview } from './use-draft-preview';
import { StepFooter, StepHeading } from './wizard-steps';

const QUESTION = { one: 'question', other: 'questions' };

interface ImportStepProps {
  readonly draft: DraftHandle;
  readonly choices: ImportChoices;
  readonly goTo: (step: number) => void;
  readonly onStarted: () => void;
}

/** Step 4: what will be written, question by question, and the button that names the act. */
export function ImportStep({ draft, choices, goTo, onStarted }: ImportStepProps) {
  const { preview, isStale, problem, retry } = useDraftPreview(draft, {});
  const start = useMutation({ mutationFn: () => startJob(draft.id, draft.rev), onSuccess: onStarted });
  const bank = bankOf(draft, choices);
  const act = preview ? actOf(preview.totals) : null;
  const missing = preview ? missingOf(draft, preview) : null;
  // What was pressed while the last change was still being compared; it holds only if it then still means the same.
  const [pressed, setPressed] = useState<string | null>(null);
  const { mutate } = start;
  useEffect(() => {
    if (pressed === null || isStale) return;
    setPressed(null);
    if (pressed === act && missing === null) mutate();
  }, [pressed, isStale, act, missing, mutate]);
  if (preview === undefined || bank === null) {
    return (
      <div className="flex flex-col gap-6">
        <StepHeading finding={bank === null ? 'First choose a bank.' : 'Comparing with the bank.'}>
          Import
        </StepHeading>
        {problem ? (
          <Notice tone="danger" title={problem}>
            <Button size="compact" onClick={retry}>
              Compare again
            </Button>
          </Notice>
        ) : bank === null ? null : (
          <Skeleton className="h-64 w-full" />
        )}
        <StepFooter>
          <Button onClick={() => goTo(3)}>Back</Button>
        </StepFooter>
      </div>
    );
  }
  const { totals } = preview;
  const isOff = start.isPending || pressed !== null || act === null || missing !== null;
  return (
    <div className="flex flex-col gap-6">
      <StepHeading finding={summarySentence(totals, bank.name)}>Import</StepHeading>
      <DefinitionList items={summaryItems(draft, preview, bank.name)} />
      <PlanGroups draft={draft} preview={preview} />
      <KeyNotice totals={totals} bankId={bank.id} />
      <div role="alert" className="empty:hidden">
        {start.error ? <Notice tone="danger" title={start.error.message} /> : null}
        {missing ? (
          <Notice tone="warning" title={missing}>
            <Button size="compact" onClick={() => goTo(3)}>
              Go to the options
            </Button>
          </Notice>
        ) : null}
      </div>
      <StepFooter>
        <Button
          variant="primary"
          aria-disabled={isOff}
          onClick={() => {
            if (!isOff) setPressed(act);
          }}
        >
          {start.isPending ? 'Starting' : (act ?? 'Nothing to import')}
        </Button>
        <Button onClick={() => goTo(3)}>Back</Button>
        {act ? <p className="text-muted">It can be undone until a question is used in an exam.</p> : null}
      </StepFooter>
    </div>
  );
}

interface ChosenBank {
  /** Null for one that is made. */
  readonly id: string | null;
  readonly name: string;
}

function bankOf(draft: DraftHandle, choices: ImportChoices): ChosenBank | null {
  const { bank } = draft.content.options;
  if (bank === null) return null;
  if (bank.kind !== 'existing') return { id: null, name: bank.name };
  const known = choices.banks.find(({ id }) => id === bank.id);
  return known ? { id: known.id, name: known.name } : null;
}

function missingOf({ content }: DraftHandle, preview: DraftPreview): string | null {
  return preview.rightToUseReason !== null && !content.options.rightToUse
    ? 'Confirm first that the organisation may use these questions.'
    : null;
}

/** The act in words: "Import 118 questions", "Import 3 and update 1 question"; null when there is none. */
function actOf({ decisions, stimuliChanged }: PlanTotals): string | null {
  const { create, update, retire } = decisions;
  const parts = [
    create > 0
      ? `import ${update + retire === 0 ? formatCount(create, QUESTION) : formatNumber(create)}`
      : '',
    update > 0 ? `update ${retire === 0 ? formatCount(update, QUESTION) : formatNumber(update)}` : '',
    retire > 0 ? `retire ${formatCount(retire, QUESTION)}` : '',
  ].filter((part) => part !== '');
  const words = formatList(parts) || (stimuliChanged > 0 ? 'update the backgrounds' : '');
  return words === '' ? null : words.charAt(0).toUpperCase() + words.slice(1);
}

function summarySentence(totals: PlanTotals, bankName: string): string {
  const { create, update, retire } = totals.decisions;
  const parts = [
    create > 0 ? `gets ${formatCount(create, { one: 'new question', other: 'new questions' })}` : '',
    update > 0 ? `has ${formatCount(update, QUESTION)} updated` : '',
    retire > 0 ? `has ${formatCount(retire, QUESTION)} retired` : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) {
    return totals.stimuliChanged > 0
      ? `${bankName} has ${formatCount(totals.stimuliChanged, { one: 'background', other: 'backgrounds' })} updated.`
      : `Nothing of this source would be written to ${bankName}.`;
  }
  return `${bankName} ${formatList(parts)}.`;
}

function summaryItems({ content }: DraftHandle, { totals }: DraftPreview, bankName: string) {
  const { rows, decisions } = totals;
  const { options } = content;
  const left = decisions.skip - rows.same - rows.gone - rows.blocked - rows.repeated;
  return [
    { term: 'Source', value: content.sourceName },
    { term: 'Bank', value: options.bank?.kind === 'existing' ? bankName : `${bankName}, new` },
    { term: 'Create', value: formatNumber(decisions.create) },
    {
      term: 'Update',
      value: decisions.update === 0 ? '0' : `${formatNumber(decisions.update)}, each as a new version`,
    },
    ...(decisions.retire > 0 ? [{ term: 'Retire', value: formatNumber(decisions.retire) }] : []),
    {
      term: 'Skip',
      value:
        formatList(
          [
            rows.same > 0 ? `${formatNumber(rows.same)} unchanged` : '',
            rows.repeated > 0 ? `${formatNumber(rows.repeated)} given twice` : '',
            left > 0 ? `${formatNumber(left)} by decision` : '',
          ].filter((part) => part !== ''),
        ) || '0',
    },
    { term: 'Reject', value: rows.blocked > 0 ? `${formatNumber(rows.blocked)} with an error` : '0' },
    ...(totals.stimuliCreated > 0
      ? [{ term: 'New backgrounds', value: formatNumber(totals.stimuliCreated) }]
      : []),
    ...(totals.stimuliChanged > 0
      ? [{ term: 'Updated backgrounds', value: formatNumber(totals.stimuliChanged) }]
      : []),
    {
      term: 'Who sees it when',
      value:
        options.itemState === 'draft'
          ? 'Authors at once, as drafts. No exam draws them before they are live.'
          : 'Instructors at once, for new exams. No learner before an exam with them is assigned.',
    },
    { term: 'Licence', value: options.licenceNote.trim() === '' ? 'Not stated' : options.licenceNote },
  ];
}

/** A new key changes nobody's result by itself. */
function KeyNotice({ totals, bankId }: { totals: PlanTotals; bankId: string | null }) {
  if (totals.changes.key === 0 || bankId === null) return null;
  return (
    <Notice title={`${formatCount(totals.changes.key, { one: 'key changes', other: 'keys change' })}`}>
      Results that were given stay as they are. After the import you decide for each question whether answers
      are graded again; see <TextLink href={paths.bank(bankId)}>the bank</TextLink>.
    </Notice>
  );
}
