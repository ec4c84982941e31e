'use client';

import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { TextInput } from '@/components/ui/text-control';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { ColumnStep } from './column-step';
import { FormatLine } from './format-line';
import type { DraftHandle } from './use-draft';
import { useDraftPreview } from './use-draft-preview';
import { StepFooter, StepHeading } from './wizard-steps';

/** Step 1 of a draft: what the source is called and as what it is read. */
export function SourceStep({ draft, goTo }: { draft: DraftHandle; goTo: (step: number) => void }) {
  const { preview, problem, isStale } = useDraftPreview(draft, {});
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        finding={
          preview
            ? `${formatCount(preview.lines.total, { one: 'line', other: 'lines' })} with ${formatCount(preview.items, { one: 'question', other: 'questions' })}.`
            : 'Reading the source.'
        }
      >
        Source
      </StepHeading>
      <div role="alert" className="empty:hidden">
        {problem ? <Notice tone="danger" title={problem} /> : null}
      </div>
      <Field
        id="source-name"
        label="Name of the source"
        hint="Shown in the history and beside each question."
      >
        {(control) => (
          <TextInput
            {...control}
            value={draft.content.sourceName}
            maxLength={200}
            onChange={(event) => draft.change({ sourceName: event.target.value })}
          />
        )}
      </Field>
      {preview ? (
        <>
          <FormatLine draft={draft} preview={preview} />
          {preview.table ? <ColumnStep draft={draft} table={preview.table} /> : null}
        </>
      ) : problem ? null : (
        <Skeleton className="h-11 w-96 max-w-full" />
      )}
      <StepFooter>
        <Button variant="primary" disabled={isStale} onClick={() => goTo(2)}>
          Look at the questions
        </Button>
        <ButtonLink href={paths.newImport}>Start with another source</ButtonLink>
      </StepFooter>
    </div>
  );
}
