'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { KeyCues } from '@/components/question-bank/key-cues';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { SourceEdit } from '@/lib/domain/scenario-import/message';
import type { DraftPreview, PreviewRow, PreviewWindow } from '@/lib/features/import-draft/contract';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { ColumnStep } from './column-step';
import { toLines } from './file-problem';
import { FormatLine } from './format-line';
import { isWritable } from './format-words';
import { ItemList } from './item-list';
import { ProblemBar } from './problem-bar';
import { ProblemSummary } from './problem-summary';
import { SourcePane } from './source-pane';
import type { DraftHandle } from './use-draft';
import { useDraftPictures } from './use-draft-pictures';
import { type PreviewHandle, useDraftPreview, useSourceReading } from './use-draft-preview';
import { useLinkedPanes } from './use-linked-panes';
import { useProblems } from './use-problems';

import { StepFooter, StepHeading } from './wizard-steps';

/** Brings the parser along, which nobody needs who edits the source. */
const QuestionForm = dynamic(() => import('./question-form').then((module) => module.QuestionForm));

const QUESTION = { one: 'question', other: 'questions' };

/** Step 2: the source on the left, what it gives on the right; choosing one side shows the other. */
export function PreviewStep({ draft, goTo }: { draft: DraftHandle; goTo: (step: number) => void }) {
  const [window, setWindow] = useState<PreviewWindow>({});
  const handle = useDraftPreview(draft, window);
  const { preview, isStale, problem } = handle;
  const ready = preview?.ready ?? 0;
  return (
    <div className="flex flex-col gap-6">
      <StepHeading finding={preview ? readySentence(preview) : 'Reading the source.'}>
        Preview and fix
      </StepHeading>
      <div role="alert">
        {problem ? (
          <Notice tone="danger" title={problem}>
            <Button size="compact" onClick={handle.retry}>
              Read it again
            </Button>
          </Notice>
        ) : null}
      </div>
      {preview === undefined ? (
        problem ? null : (
          <Skeleton className="h-96 w-full" />
        )
      ) : (
        <Panes draft={draft} handle={handle} preview={preview} onWindow={setWindow} />
      )}
      <StepFooter>
        <Button variant="primary" disabled={ready === 0 || isStale} onClick={() => goTo(3)}>
          {ready === 0 ? 'Nothing is ready yet' : `Go on with ${formatCount(ready, QUESTION)}`}
        </Button>
        <Button onClick={() => goTo(1)}>Back</Button>
      </StepFooter>
    </div>
  );
}

/** "118 of 120 questions are ready, with 14 backgrounds; 2 need a correction and would be left out. Every line was understood." */
function readySentence({ items, ready, stimuli, lines }: DraftPreview): string {
  if (items === 0) return 'No question was found. See below what was expected.';
  const blocked = items - ready;
  const rest =
    blocked === 0
      ? ''
      : `; ${formatNumber(blocked)} need${blocked === 1 ? 's' : ''} a correction and would be left out`;
  const understood =
    lines.unrecognised === 0
      ? 'Every line was understood.'
      : `${formatCount(lines.unrecognised, { one: 'line was', other: 'lines were' })} not understood.`;
  const shared =
    stimuli === 0 ? '' : `, with ${formatCount(stimuli, { one: 'background', other: 'backgrounds' })}`;
  return `${formatNumber(ready)} of ${formatCount(items, { one: 'question is', other: 'questions are' })} ready${shared}${rest}. ${understood}`;
}

function Panes({
  draft,
  handle,
  preview,
  onWindow,
}: {
  draft: DraftHandle;
  handle: PreviewHandle;
  preview: DraftPreview;
  onWindow: (window: PreviewWindow) => void;
}) {
  const reading = useSourceReading(draft, preview);
  const panes = useLinkedPanes(preview, onWindow);
  const problems = useProblems(preview.messages, panes.goTo);
  const pictureAt = useDraftPictures(draft.id);
  const [edited, setEdited] = useState<PreviewRow | null>(null);
  const apply = (edits: readonly SourceEdit[], words: string) => {
    panes.editor.current?.apply(edits);
    draft.flush();
    problems.say(words);
  };
  const status = handle.isStale
    ? 'Reading'
    : `${formatNumber(preview.ready)} of ${formatNumber(preview.items)} ready`;
  return (
    <>
      <FormatLine draft={draft} preview={preview} />
      {preview.table ? <ColumnStep draft={draft} table={preview.table} /> : null}
      <ProblemSummary
        draftId={draft.id}
        preview={preview}
        problems={problems}
        isStale={handle.isStale}
        onApply={apply}
      />
      <div ref={panes.work} className="flex scroll-mt-2 flex-col gap-4">
        <ProblemBar problems={problems} onApply={apply} />
        <div className="grid gap-6 md:grid-cols-2">
          <div {...panes.sourceSide}>
            <SourcePane
              editor={panes.editor}
              initialText={toLines(draft.content.sourceText)}
              generation={draft.generation}
              isEditable
              preview={preview}
              reading={reading}
              chosen={panes.lines}
              status={status}
              onChange={(sourceText) => draft.change({ sourceText })}
              onLine={(line) => {
                panes.chooseLine(line);
                problems.noticeLine(line);
              }}
              onProblemLine={problems.lookAtLine}
              onTopLine={panes.sourceScrolled}
            />
          </div>
          <div {...panes.itemsSide}>
            <ItemList
              preview={preview}
              pictureAt={pictureAt}
              chosen={panes.chosen}
              box={panes.items}
              onChoose={panes.chooseRow}
              onEdit={isWritable(preview.format) ? setEdited : null}
              onProblem={problems.look}
              onFrom={panes.showFrom}
              onScroll={panes.itemsScrolled}
            />
          </div>
        </div>
      </div>
      {edited && reading ? (
        <QuestionForm
          key={`${edited.key}:${edited.firstLine}`}
          row={edited}
          text={reading.text}
          onWrite={(edits) => {
            apply(edits, `Question ${edited.number} was written into the source.`);
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      ) : null}
      <section className="flex flex-col gap-3 border-t border-hairline pt-5">
        <h3 id="after-questions" tabIndex={-1} className="text-17 font-semibold outline-none">
          What gives the keys away
        </h3>
        <KeyCues cues={preview.cues} />
      </section>
    </>
  );
}
