'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DraftPreview, PreviewRow, PreviewWindow } from '@/lib/features/import-draft/contract';
import type { SourceEditorHandle } from './source-editor/source-reading';

/** Which side the person uses: only that one leads when both can scroll. */
type Side = 'source' | 'items';

const rowAt = (rows: readonly PreviewRow[], line: number): PreviewRow | undefined =>
  rows.find((row) => row.firstLine <= line && line <= row.lastLine);

/** Keeps source and questions at the same place, whichever is scrolled or chosen. */
export function useLinkedPanes(preview: DraftPreview, onWindow: (window: PreviewWindow) => void) {
  const editor = useRef<SourceEditorHandle | null>(null);
  const items = useRef<HTMLDivElement | null>(null);
  const work = useRef<HTMLDivElement | null>(null);
  const side = useRef<Side>('source');
  /** A line whose question is on a page that was asked for and isn't there yet. */
  const awaited = useRef<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const latest = useRef(preview);
  latest.current = preview;

  const chooseLine = useCallback(
    (line: number) => {
      const { rows, shown } = latest.current;
      const row = rowAt(rows, line);
      if (row) setChosen(row.index);
      // The question of this line may be on another page.
      else if (shown > rows.length) {
        awaited.current = line;
        onWindow({ line });
      } else setChosen(null);
    },
    [onWindow],
  );
  useEffect(() => {
    const row = awaited.current === null ? undefined : rowAt(preview.rows, awaited.current);
    if (row === undefined) return;
    awaited.current = null;
    setChosen(row.index);
  }, [preview.rows]);
  const goTo = useCallback(
    (line: number, column: number) => {
      side.current = 'source';
      // Problem, source and question fit into the window together.
      work.current?.scrollIntoView({ block: 'start' });
      editor.current?.goTo(line, column);
      chooseLine(line);
    },
    [chooseLine],
  );
  const sourceScrolled = useCallback((line: number) => {
    if (side.current === 'source') scrollToLine(items.current, latest.current.rows, line);
  }, []);
  const itemsScrolled = useCallback(() => {
    if (side.current !== 'items') return;
    const row = topRow(items.current, latest.current.rows);
    if (row) editor.current?.reveal(row.firstLine);
  }, []);
  const chooseRow = useCallback((row: PreviewRow) => {
    setChosen(row.index);
    editor.current?.reveal(row.firstLine);
  }, []);
  const lead = (which: Side) => () => {
    side.current = which;
  };
  const row = preview.rows.find(({ index }) => index !== null && index === chosen);
  const lines = useMemo(
    () => (row === undefined ? null : { first: row.firstLine, last: row.lastLine }),
    [row],
  );
  return {
    editor,
    items,
    work,
    chosen,
    /** Lines of the chosen question. */
    lines,
    goTo,
    chooseLine,
    chooseRow,
    showFrom: (from: number) => {
      items.current?.scrollTo({ top: 0 });
      onWindow({ from });
    },
    sourceScrolled,
    itemsScrolled,
    itemsSide: {
      onPointerEnter: lead('items'),
      onFocusCapture: lead('items'),
      onWheelCapture: lead('items'),
    },
    sourceSide: {
      onPointerEnter: lead('source'),
      onFocusCapture: lead('source'),
      onWheelCapture: lead('source'),
    },
  };
}

function scrollToLine(box: HTMLElement | null, rows: readonly PreviewRow[], line: number): void {
  const row = rows.findLast((each) => each.firstLine <= line && each.index !== null);
  const card = box?.querySelector<HTMLElement>(`[data-item="${row?.index}"]`);
  if (!box || !card || !row) return;
  // As far into the question as the line is.
  const share = Math.min(1, (line - row.firstLine) / Math.max(1, row.lastLine - row.firstLine + 1));
  box.scrollTo({ top: card.offsetTop + share * card.offsetHeight });
}

function topRow(box: HTMLElement | null, rows: readonly PreviewRow[]): PreviewRow | undefined {
  if (!box) return undefined;
  const cards = [...box.querySelectorAll<HTMLElement>('[data-item]')];
  const top = cards.find((card) => card.offsetTop + card.offsetHeight > box.scrollTop + 8);
  return rows.find(({ index }) => String(index) === top?.dataset.item);
}
