'use client';

import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import type { Ref } from 'react';
import { Button } from '@/components/ui/button';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import { KeyHint } from '@/components/ui/state';
import type { LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { DraftPreview } from '@/lib/features/import-draft/contract';
import { formatNumber } from '@/lib/ui/format';
import type { SourceEditorHandle, SourceReading } from './source-editor/source-reading';

/** The editor is by far the largest part of these pages, and only this step has it. */
const SourceEditor = dynamic(
  () => import('./source-editor/source-editor').then((module) => module.SourceEditor),
  {
    ssr: false,
    loading: () => (
      <Loading label="Opening the editor">
        <Skeleton className="h-full w-full" />
      </Loading>
    ),
  },
);

/** The bars of the editor's gutter, for the legend. */
const BARS: Readonly<Record<LineKind, string>> = {
  item: 'border-l-3 border-accent',
  stimulus: 'border-l-6 border-double border-ink',
  noise: 'border-l-3 border-dotted border-line',
  blank: 'border-l-3 border-transparent',
  unrecognised: 'border-l-6 border-danger',
};
const KIND_WORDS: Readonly<Record<LineKind, string>> = {
  item: 'question',
  stimulus: 'background',
  noise: 'left out',
  blank: 'blank',
  unrecognised: 'not understood',
};
const HELP_ID = 'source-help';

interface SourcePaneProps {
  readonly editor: React.RefObject<SourceEditorHandle | null>;
  readonly initialText: string;
  readonly generation: number;
  readonly isEditable: boolean;
  readonly preview: DraftPreview;
  readonly reading: SourceReading | undefined;
  readonly chosen: { readonly first: number; readonly last: number } | null;
  readonly status: string;
  readonly onChange: (text: string) => void;
  readonly onLine: (line: number) => void;
  readonly onProblemLine: (line: number) => void;
  readonly onTopLine: (line: number) => void;
}

/** The source with a mark for how each line was read; what is typed here is read again at once. */
export function SourcePane({ editor, preview, generation, isEditable, status, ...rest }: SourcePaneProps) {
  const ref: Ref<SourceEditorHandle> = editor;
  return (
    <section aria-label="Source" id="source" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="text-17 font-semibold">Source</h3>
        <div className="flex flex-wrap items-center gap-2">
          <span role="status" className="text-13 text-muted">
            {status}
          </span>
          {isEditable ? (
            <>
              <Button size="compact" variant="quiet" onClick={() => editor.current?.undo()}>
                Undo
              </Button>
              <Button size="compact" variant="quiet" onClick={() => editor.current?.redo()}>
                Redo
              </Button>
            </>
          ) : null}
        </div>
      </div>
      <div className="h-[max(22rem,calc(100dvh-17rem))] overflow-hidden rounded-control border border-line bg-raised has-[.cm-focused]:outline-2 has-[.cm-focused]:outline-offset-1 has-[.cm-focused]:outline-accent">
        <SourceEditor key={generation} ref={ref} isReadOnly={!isEditable} describedBy={HELP_ID} {...rest} />
      </div>
      <Legend preview={preview} />
      <p id={HELP_ID} className="text-13 text-muted pointer-coarse:sr-only">
        <KeyHint>Esc</KeyHint>, then <KeyHint>Tab</KeyHint> leaves the editor.{' '}
        {isEditable ? (
          <>
            <KeyHint>Ctrl</KeyHint> <KeyHint>.</KeyHint> goes to the repairs of the line,{' '}
            <KeyHint>Ctrl</KeyHint> <KeyHint>Z</KeyHint> takes back.
          </>
        ) : null}
      </p>
    </section>
  );
}

function Legend({ preview }: { preview: DraftPreview }) {
  const kinds: readonly LineKind[] = ['item', 'stimulus', 'noise', 'unrecognised'];
  return (
    <p className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-13 text-muted tabular-nums">
      <span>{formatNumber(preview.lines.total)} lines:</span>
      {kinds.map((kind) => (
        <span key={kind} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={clsx('h-3.5', BARS[kind])} />
          {formatNumber(preview.lines[kind])} {KIND_WORDS[kind]}
        </span>
      ))}
      <span>{formatNumber(preview.lines.blank)} blank</span>
    </p>
  );
}
