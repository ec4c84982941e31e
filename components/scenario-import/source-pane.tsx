'use client';

import { clsx } from 'clsx';
import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { MessageLevel } from '@/lib/domain/scenario-import/message';
import type { PreviewView } from '@/lib/features/scenario-import/contract';
import { formatNumber } from '@/lib/ui/format';
import { LEVELS } from './message-words';
import type { LineTarget } from './step';

/** Beyond this a line-by-line drawing is slower than typing; the text stays editable, without marks. */
const MAX_MARKED_LINES = 6000;
const GUTTER = '3.75rem';
const FACE = 'font-code text-13 leading-reading tab-4 whitespace-pre-wrap [overflow-wrap:anywhere]';

/** How a line was read: a bar in the gutter whose shape says the same as its colour. */
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

interface SourcePaneProps {
  readonly text: string;
  readonly preview: PreviewView;
  readonly isStale: boolean;
  readonly selected: { readonly first: number; readonly last: number } | null;
  readonly target: LineTarget | null;
  readonly onChange: (text: string) => void;
  readonly onLine: (line: number) => void;
}

/**
 * The source as an editor with line numbers and marks. The text is drawn line by line, and an invisible text field of the
 * same face and width lies over it: what is typed wraps as what is drawn.
 */
export function SourcePane({ text, preview, isStale, selected, target, onChange, onLine }: SourcePaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.split('\n'), [text]);
  const isMarked = lines.length <= MAX_MARKED_LINES;
  const levels = useMemo(() => levelByLine(preview), [preview]);
  useScrollTo(box, target);
  return (
    <section aria-label="Source" className="flex min-w-0 flex-col gap-2">
      <Legend preview={preview} isStale={isStale} />
      <div
        ref={box}
        className="relative h-[36rem] max-h-[75dvh] overflow-y-auto rounded-control border border-line bg-raised focus-within:border-accent"
      >
        <div className="relative py-2 pr-3">
          {isMarked
            ? lines.map((line, index) => (
                <SourceRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
                  key={index}
                  number={index + 1}
                  text={line}
                  kind={preview.lineKinds[index] ?? 'blank'}
                  level={levels.get(index + 1) ?? null}
                  isSelected={selected !== null && selected.first <= index + 1 && index + 1 <= selected.last}
                />
              ))
            : null}
          <textarea
            aria-label="Text of the source"
            value={text}
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            onChange={(event) => onChange(event.target.value)}
            onClick={(event) => onLine(lineOfCaret(event.currentTarget))}
            onKeyUp={(event) => {
              if (event.key.startsWith('Arrow') || event.key.startsWith('Page'))
                onLine(lineOfCaret(event.currentTarget));
            }}
            style={isMarked ? { left: GUTTER } : undefined}
            className={clsx(
              FACE,
              'resize-none border-0 bg-transparent p-0 caret-ink outline-none',
              isMarked
                ? 'absolute inset-y-2 right-3 overflow-hidden text-transparent'
                : 'block h-[35rem] w-full pl-3 text-ink',
            )}
          />
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  readonly number: number;
  readonly text: string;
  readonly kind: LineKind;
  readonly level: MessageLevel | null;
  readonly isSelected: boolean;
}

/** Drawn again only when its own line changed: typing in one of thousands stays quick. */
const SourceRow = memo(function SourceRow({ number, text, kind, level, isSelected }: RowProps) {
  return (
    <div
      data-line={number}
      aria-hidden="true"
      style={{ gridTemplateColumns: `${GUTTER} minmax(0, 1fr)` }}
      className={clsx('grid', isSelected && 'bg-accent-soft', level === 'error' && 'bg-danger-soft')}
    >
      <span className={clsx('mr-2 flex justify-end gap-1 pr-1.5 text-13 tabular-nums', BARS[kind])}>
        {level === null ? null : <span className={clsx('font-semibold', LEVELS[level].look)}>●</span>}
        <span className="text-muted">{number}</span>
      </span>
      <span
        className={clsx(FACE, kind === 'noise' && 'text-muted', kind === 'unrecognised' && 'text-danger')}
      >
        {text === '' ? '\u200b' : text}
      </span>
    </div>
  );
});

function Legend({ preview, isStale }: { preview: PreviewView; isStale: boolean }): ReactNode {
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
      <span role="status" className="ml-auto">
        {isStale ? 'Reading' : ''}
      </span>
    </p>
  );
}

/** The most serious level of each line that has a message. */
function levelByLine(preview: PreviewView): ReadonlyMap<number, MessageLevel> {
  const levels = new Map<number, MessageLevel>();
  const rank = { error: 0, warning: 1, info: 2 } as const;
  for (const { line, level } of preview.messages) {
    const known = levels.get(line);
    if (known === undefined || rank[level] < rank[known]) levels.set(line, level);
  }
  return levels;
}

/** From 1. */
function lineOfCaret(field: HTMLTextAreaElement): number {
  return field.value.slice(0, field.selectionStart).split('\n').length;
}

function useScrollTo(box: React.RefObject<HTMLDivElement | null>, target: LineTarget | null): void {
  useEffect(() => {
    if (target === null) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-line="${target.line}"]`);
    if (!row || !box.current) return;
    box.current.scrollTo({ top: Math.max(0, row.offsetTop - 48) });
  }, [box, target]);
}
