'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { DraftPreview, PreviewWindow } from '@/lib/features/import-draft/contract';
import { previewQuery } from '@/lib/features/import-draft/queries';
import { toLines } from './file-problem';
import type { SourceReading } from './source-editor/source-reading';
import type { DraftHandle } from './use-draft';

export interface PreviewHandle {
  /** Undefined until the source was read for the first time. */
  readonly preview: DraftPreview | undefined;
  /** True while the preview is older than what is on the screen. */
  readonly isStale: boolean;
  readonly problem: string | null;
  readonly retry: () => void;
}

/** The server's reading of the draft as it was last saved. */
export function useDraftPreview(draft: DraftHandle, window: PreviewWindow): PreviewHandle {
  const { data, error, isPlaceholderData, refetch } = useQuery(previewQuery(draft.id, draft.rev, window));
  return {
    preview: data,
    isStale: !draft.isSaved || isPlaceholderData || data?.rev !== draft.rev,
    problem: error?.message ?? null,
    retry: () => void refetch(),
  };
}

/** A preview together with the text that it was made of; undefined once that text is no longer known here. */
export function useSourceReading(
  draft: DraftHandle,
  preview: DraftPreview | undefined,
): SourceReading | undefined {
  const text = preview === undefined ? undefined : draft.textOf(preview.rev);
  return useMemo(
    () =>
      preview === undefined || text === undefined
        ? undefined
        : { text: toLines(text), lineKinds: spread(preview.lineRuns), messages: preview.messages },
    [preview, text],
  );
}

function spread(runs: DraftPreview['lineRuns']): readonly LineKind[] {
  return runs.flatMap(([kind, count]) => new Array<LineKind>(count).fill(kind));
}
