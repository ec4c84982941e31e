'use client';

import { clsx } from 'clsx';
import { useRouter } from 'next/navigation';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { TextArea, TextInput } from '@/components/ui/text-control';
import { DRAFT_DAYS } from '@/lib/domain/kernel/limits';
import { startDraft } from '@/lib/features/import-draft/queries';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { fileProblem } from './file-problem';
import { FormatHelp } from './format-help';
import { ACCEPTED } from './format-words';
import { StepHeading, stepTitle, WizardSteps } from './wizard-steps';

/** Where a pasted text comes from, when nobody said. */
const PASTED = 'Pasted text';

/** Step 1: where the questions come from. What is chosen is kept as a draft; nothing reaches a bank. */
export function StartImport() {
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const { start, isBusy, problem, setProblem } = useStart();
  const isReady = useHydrated();
  useEffect(() => {
    document.title = stepTitle(1, 'Import');
  }, []);
  const takeFile = (file: File | undefined) => {
    if (file) void start(name.trim() || file.name, file);
  };
  const hasText = text.trim() !== '';
  return (
    <div className="flex flex-col gap-8">
      <WizardSteps current={1} />
      <div className="flex flex-col gap-6">
        <StepHeading
          finding={`Paste a post as you found it, site furniture and all, or choose a file. It is kept as a draft for ${DRAFT_DAYS} days; no bank changes before you say so.`}
        >
          Source
        </StepHeading>
        <DropZone onFile={takeFile}>
          <Field
            id="source-text"
            label="Text of the post"
            hint="Questions with options, a key and, if there are any, rationales: a post, Markdown, Aiken, GIFT, XML, CSV or HTML, up to 10 MB."
          >
            {(control) => (
              <TextArea
                {...control}
                code
                rows={14}
                value={text}
                onChange={(event) => {
                  setProblem(null);
                  setText(event.target.value);
                }}
              />
            )}
          </Field>
          <FilePicker onFile={takeFile} isBusy={isBusy} />
          <div role="alert" className="empty:hidden">
            {problem ? <FieldError id="source-file">{problem}</FieldError> : null}
          </div>
        </DropZone>
        <Field
          id="source-name"
          label="Name of the source"
          hint="Shown in the history and beside each question. A source that is imported again under its name is compared with what it gave before."
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              value={name}
              placeholder={PASTED}
              maxLength={200}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant="primary"
            disabled={!hasText || !isReady}
            aria-disabled={isBusy}
            onClick={() => {
              if (!isBusy) void start(name.trim() || PASTED, new Blob([text]));
            }}
          >
            {isBusy ? 'Reading' : 'Look at the questions'}
          </Button>
          <p role="status" className="text-muted">
            {hasText ? formatCount(text.split('\n').length, { one: 'line', other: 'lines' }) : ''}
          </p>
        </div>
        <FormatHelp />
      </div>
    </div>
  );
}

/** A click before the page is alive would be lost; until then the button says that it isn't ready. */
function useHydrated(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return isReady;
}

function useStart() {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = async (name: string, source: Blob) => {
    setBusy(true);
    setProblem(null);
    try {
      const refused = source instanceof File ? await fileProblem(source) : null;
      if (refused === null) {
        const { id } = await startDraft(name, source);
        router.push(paths.importDraft(id));
        return;
      }
      setProblem(refused);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The source could not be read. Try again.');
    }
    setBusy(false);
  };
  return { start, isBusy, problem, setProblem };
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

function FilePicker({ onFile, isBusy }: { onFile: (file: File | undefined) => void; isBusy: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        aria-label="Choose a file with questions"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file can be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      <Button icon="upload" aria-disabled={isBusy} onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <span className="text-muted">
        or drop one here: .txt, .md, .docx, .csv, .xlsx, .xml, .gift, .html or a QTI .zip, up to 10 MB
      </span>
    </div>
  );
}
