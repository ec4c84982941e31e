'use client';

import { useCallback, useEffect, useState } from 'react';
import { KeyCues } from '@/components/question-bank/key-cues';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { PreviewView } from '@/lib/features/scenario-import/contract';
import { formatCount } from '@/lib/ui/format';
import { ItemList } from './item-list';
import { ProblemList } from './problem-list';
import { SourcePane } from './source-pane';
import type { LineTarget, StepProps } from './step';
import { StepHeading } from './wizard-steps';

const QUESTION = { one: 'question', other: 'questions' };

/** Step 2: the source on the left, what it gives on the right; choosing one side shows the other. */
export function PreviewStep({ draft, change, reading, goTo }: StepProps) {
  const { preview, isStale, problem } = reading;
  const focus = useLineFocus(preview);
  const ready = preview?.items.filter((item) => item.ready).length ?? 0;
  return (
    <div className="flex flex-col gap-6">
      <StepHeading finding={preview ? readySentence(preview, ready) : 'Reading the source.'}>
        Preview and fix
      </StepHeading>
      <div role="alert">{problem ? <Notice tone="danger" title={problem} /> : null}</div>
      {preview === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <>
          <ProblemList messages={preview.messages} onLine={focus.showLine} />
          <div className="grid gap-6 md:grid-cols-2">
            <SourcePane
              text={draft.sourceText}
              preview={preview}
              isStale={isStale}
              selected={focus.range}
              target={focus.target}
              onChange={(sourceText) => change({ sourceText })}
              onLine={focus.chooseLine}
            />
            <ItemList preview={preview} selected={focus.item} onChoose={focus.chooseItem} />
          </div>
          <section className="flex flex-col gap-3 border-t border-hairline pt-5">
            <h3 className="text-17 font-semibold">What gives the keys away</h3>
            <KeyCues cues={preview.cues} />
          </section>
        </>
      )}
      <div className="flex flex-wrap gap-3 border-t border-hairline pt-5">
        <Button variant="primary" disabled={ready === 0 || isStale} onClick={() => goTo(3)}>
          {ready === 0 ? 'Nothing is ready yet' : `Go on with ${formatCount(ready, QUESTION)}`}
        </Button>
        <Button onClick={() => goTo(1)}>Back</Button>
      </div>
    </div>
  );
}

/** "118 of 120 questions are ready; 2 need a correction. 14 backgrounds. Every line was understood." */
function readySentence({ items, stimuli, lines }: PreviewView, ready: number): string {
  if (items.length === 0) return 'No question was found. See below what was expected.';
  const blocked = items.length - ready;
  const rest =
    blocked === 0 ? '' : `; ${blocked} need${blocked === 1 ? 's' : ''} a correction and would be left out`;
  const understood =
    lines.unrecognised === 0
      ? 'Every line was understood.'
      : `${formatCount(lines.unrecognised, { one: 'line was', other: 'lines were' })} not understood.`;
  const shared = formatCount(stimuli.length, { one: 'background', other: 'backgrounds' });
  return `${ready} of ${formatCount(items.length, { one: 'question is', other: 'questions are' })} ready${rest}, with ${shared}. ${understood}`;
}

/** Keeps both sides on the same item, whichever was used. */
function useLineFocus(preview: PreviewView | undefined) {
  const [item, setItem] = useState<number | null>(null);
  const [target, setTarget] = useState<LineTarget | null>(null);
  const showLine = useCallback(
    (line: number) => {
      setTarget((before) => ({ line, asked: (before?.asked ?? 0) + 1 }));
      setItem(itemAt(preview, line));
    },
    [preview],
  );
  useProblemKeys(preview, target?.line ?? 0, showLine);
  const chosen = item === null ? undefined : preview?.items[item];
  return {
    item,
    target,
    range: chosen === undefined ? null : { first: chosen.firstLine, last: chosen.lastLine },
    showLine,
    chooseLine: (line: number) => setItem(itemAt(preview, line)),
    chooseItem: (index: number) => {
      const line = preview?.items[index]?.firstLine;
      if (line !== undefined) showLine(line);
    },
  };
}

function itemAt(preview: PreviewView | undefined, line: number): number | null {
  const index = preview?.items.findIndex((item) => item.firstLine <= line && line <= item.lastLine) ?? -1;
  return index === -1 ? null : index;
}

/** F8 goes to the next problem, Shift+F8 to the one before, from wherever one is. */
function useProblemKeys(
  preview: PreviewView | undefined,
  current: number,
  showLine: (line: number) => void,
): void {
  useEffect(() => {
    const lines = [...new Set(preview?.messages.map((message) => message.line))].sort((a, b) => a - b);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || lines.length === 0) return;
      event.preventDefault();
      const next = event.shiftKey
        ? (lines.findLast((line) => line < current) ?? lines.at(-1))
        : (lines.find((line) => line > current) ?? lines[0]);
      if (next !== undefined) showLine(next);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [preview, current, showLine]);
}
