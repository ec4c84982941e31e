'use client';

import { clsx } from 'clsx';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { TextArea, TextInput } from '@/components/ui/text-control';
import { formatCount } from '@/lib/ui/format';
import { EMPTY_DRAFT, PASTED } from './draft';
import { FormatHelp } from './format-help';
import { ACCEPTED, readSourceFile, toLines } from './read-file';
import type { StepProps } from './step';
import { StepHeading } from './wizard-steps';

/** Step 1: where the text comes from. */
export function SourceStep({ draft, change, reading, goTo }: StepProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readSourceFile(file);
    setProblem(read.ok ? null : read.message);
    if (read.ok) change({ sourceText: read.text, sourceName: read.name, step: 2 });
  };
  const hasText = draft.sourceText.trim() !== '';
  return (
    <div className="flex flex-col gap-6">
      <StepHeading finding="Paste a post as you found it, site furniture and all, or choose a text file. Nothing is stored until you have seen what it gives.">
        Source
      </StepHeading>
      <DropZone onFile={take}>
        <Field
          id="source-text"
          label="Text of the post"
          hint="Questions with lettered options, a key and, if there are any, rationales. Plain text or Markdown, up to 10 MB."
        >
          {(control) => (
            <TextArea
              {...control}
              code
              rows={16}
              value={draft.sourceText}
              onChange={(event) => {
                setProblem(null);
                change({ sourceText: toLines(event.target.value) });
              }}
            />
          )}
        </Field>
        <FilePicker problem={problem} onFile={take} />
      </DropZone>
      <Field
        id="source-name"
        label="Name of the source"
        hint="Shown in the history and beside each question."
        optional
      >
        {(control) => (
          <TextInput
            {...control}
            value={draft.sourceName}
            placeholder={PASTED}
            maxLength={200}
            onChange={(event) => change({ sourceName: event.target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" disabled={!hasText} onClick={() => goTo(2)}>
          Look at the questions
        </Button>
        {hasText ? (
          <Button variant="quiet" onClick={() => change(EMPTY_DRAFT)}>
            Clear the draft
          </Button>
        ) : null}
        <p role="status" className="text-muted">
          {hasText ? sizeWords(draft.sourceText, reading.preview?.items.length) : ''}
        </p>
      </div>
      <FormatHelp />
    </div>
  );
}

function sizeWords(text: string, items: number | undefined): string {
  const lines = formatCount(text.split('\n').length, { one: 'line', other: 'lines' });
  if (items === undefined) return lines;
  return `${lines}, ${formatCount(items, { one: 'question', other: 'questions' })} found`;
}

/** A file may be dropped anywhere on the text or the picker. */
function DropZone({
  onFile,
  children,
}: {
  onFile: (file: File | undefined) => void;
  children: React.ReactNode;
}) {
  const [isOver, setOver] = useState(false);
  const hover = (event: DragEvent, over: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(over);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button below does the same
    <div
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => {
        hover(event, false);
        onFile(event.dataTransfer.files[0]);
      }}
      className={clsx(
        'flex flex-col gap-4 rounded-control [&>div]:max-w-none',
        isOver && 'outline-2 outline-offset-8 outline-accent outline-dashed',
      )}
    >
      {children}
    </div>
  );
}

function FilePicker({
  problem,
  onFile,
}: {
  problem: string | null;
  onFile: (file: File | undefined) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col items-start gap-2">
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        aria-label="Choose a text file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file can be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button icon="upload" onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <span className="text-muted">or drop one here: .txt or .md</span>
      </div>
      <div role="alert">{problem ? <FieldError id="source-file">{problem}</FieldError> : null}</div>
    </div>
  );
}
