'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PreviewView } from '@/lib/features/scenario-import/contract';
import { previewQuery } from '@/lib/features/scenario-import/queries';

/** Long enough not to read every keystroke, short enough to feel live. */
const PAUSE_MS = 180;

export interface PreviewHandle {
  /** Undefined until the source was read for the first time. */
  readonly preview: PreviewView | undefined;
  /** True while the preview is older than the source. */
  readonly isStale: boolean;
  readonly problem: string | null;
}

/** The server's reading of the source, read again whenever typing pauses. */
export function usePreview(sourceText: string, bankId: string): PreviewHandle {
  const [settled, setSettled] = useState({ sourceText, revision: 0 });
  const isFirst = useRef(true);
  useEffect(() => {
    const settle = () =>
      setSettled((before) =>
        before.sourceText === sourceText ? before : { sourceText, revision: before.revision + 1 },
      );
    // The first text, from the kept draft or a file, needs no pause.
    const pause = isFirst.current ? 0 : PAUSE_MS;
    isFirst.current = sourceText === '';
    const timer = setTimeout(settle, pause);
    return () => clearTimeout(timer);
  }, [sourceText]);
  const { data, isFetching, error, isPlaceholderData } = useQuery(
    previewQuery(settled.revision, { sourceText: settled.sourceText, bankId: bankId === '' ? null : bankId }),
  );
  return {
    preview: sourceText.trim() === '' ? undefined : data,
    isStale: isFetching || isPlaceholderData || settled.sourceText !== sourceText,
    problem: error?.message ?? null,
  };
}
